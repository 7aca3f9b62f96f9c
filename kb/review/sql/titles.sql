-- Titles of the candidates that stand for the records of a cycle.
SELECT DISTINCT m.id AS candidate, m.title
FROM review_search AS r
JOIN search_hit AS h ON h.search_run_id = r.search_run
JOIN candidate AS c ON c.id = h.candidate_id
JOIN candidate AS m ON m.id = COALESCE(c.same_as_id, c.id)
WHERE r.review_cycle = :cycle AND r.withdrawn = 0
ORDER BY m.id
