-- Records that the searches of a cycle returned, by the candidate that stands for them, in the order found.
SELECT COALESCE(c.same_as_id, c.id) AS candidate, r.search_run AS run
FROM review_search AS r
JOIN search_hit AS h ON h.search_run_id = r.search_run
JOIN candidate AS c ON c.id = h.candidate_id
WHERE r.review_cycle = :cycle AND r.withdrawn = 0
ORDER BY r.number, h.position
