-- Titles of the candidates that stand for the records of a cycle.
SELECT DISTINCT m.id AS candidate, m.title
FROM search_run AS r
JOIN search_hit AS h ON h.search_run_id = r.id
JOIN candidate AS c ON c.id = h.candidate_id
JOIN candidate AS m ON m.id = COALESCE(c.same_as_id, c.id)
WHERE r.review_cycle_id = :cycle
ORDER BY m.id
