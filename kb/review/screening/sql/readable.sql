-- Runs of a cycle in order, and how many of the records of each could be read.
SELECT r.id AS run, COUNT(h.candidate_id) AS readable
FROM search_run AS r
LEFT JOIN search_hit AS h ON h.search_run_id = r.id
WHERE r.review_cycle_id = :cycle
GROUP BY r.id, r.number
ORDER BY r.number
