-- Candidates that stand for what one run of a cycle found; a run that found nothing has one row without a candidate.
SELECT DISTINCT COALESCE(c.same_as_id, c.id) AS candidate
FROM search_run AS r
LEFT JOIN search_hit AS h ON h.search_run_id = r.id
LEFT JOIN candidate AS c ON c.id = h.candidate_id
WHERE r.review_cycle_id = :cycle AND r.number = :number
