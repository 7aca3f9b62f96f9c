-- Candidates that stand for the records of the runs of a cycle up to one.
SELECT DISTINCT COALESCE(c.same_as_id, c.id) AS candidate
FROM review_search AS r
JOIN search_hit AS h ON h.search_run_id = r.search_run
JOIN candidate AS c ON c.id = h.candidate_id
WHERE r.review_cycle = :cycle AND r.withdrawn = 0 AND r.number <= :last
ORDER BY 1
