-- Records that the searches of the review returned.
SELECT h.id AS key, h.search_run_id, h.position, h.line, h.candidate_id, h.raw, h.citation, h.problem
FROM release AS r
JOIN search_run AS s ON s.review_cycle_id = r.review_cycle_id
JOIN search_hit AS h ON h.search_run_id = s.id
WHERE r.id = :release AND h.id > :after
ORDER BY 1
LIMIT :batch
