-- How many candidates a cycle found, each as its records have it: merged ones apart.
SELECT COUNT(DISTINCT h.candidate_id) AS candidates
FROM search_run AS r
JOIN search_hit AS h ON h.search_run_id = r.id
WHERE r.review_cycle_id = :cycle
