-- How many candidates a cycle found, each as its records have it: merged ones apart.
SELECT COUNT(DISTINCT h.candidate_id) AS candidates
FROM review_search AS r
JOIN search_hit AS h ON h.search_run_id = r.search_run
WHERE r.review_cycle = :cycle AND r.withdrawn = 0
