-- Candidates of which runs before some runs of a cycle, or other reviews, brought a record already.
SELECT DISTINCT h.candidate_id AS candidate, COALESCE(c.same_as_id, c.id) AS publication
FROM search_run AS r
JOIN search_hit AS h ON h.search_run_id = r.id
JOIN candidate AS c ON c.id = h.candidate_id
WHERE r.review_cycle_id <> :cycle OR r.number < :first
ORDER BY 1
