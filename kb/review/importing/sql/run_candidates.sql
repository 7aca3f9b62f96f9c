-- Candidates that stand for the records of the runs of a cycle up to one.
SELECT DISTINCT COALESCE(c.same_as_id, c.id) AS candidate
FROM search_run AS r
JOIN search_hit AS h ON h.search_run_id = r.id
JOIN candidate AS c ON c.id = h.candidate_id
WHERE r.review_cycle_id = :cycle AND r.number <= :last
ORDER BY 1
