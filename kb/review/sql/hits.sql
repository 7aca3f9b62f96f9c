-- Records that the searches of a cycle returned, by the candidate that stands for them, in the order found.
SELECT COALESCE(c.same_as_id, c.id) AS candidate, r.id AS run
FROM search_run AS r
JOIN search_hit AS h ON h.search_run_id = r.id
JOIN candidate AS c ON c.id = h.candidate_id
WHERE r.review_cycle_id = :cycle
ORDER BY r.number, h.position
