-- Candidates of which runs before some runs of a cycle, or other reviews, brought a record already.
SELECT DISTINCT h.candidate_id AS candidate, COALESCE(c.same_as_id, c.id) AS publication
FROM review_search AS r
JOIN search_hit AS h ON h.search_run_id = r.search_run
JOIN candidate AS c ON c.id = h.candidate_id
WHERE (r.review_cycle <> :cycle OR r.number < :first) AND r.withdrawn = 0
ORDER BY 1
