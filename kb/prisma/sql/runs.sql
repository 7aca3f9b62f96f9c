-- Searches of a cycle with the records they returned, and how many of those could not be read.
SELECT
  r.search_run AS run,
  r.source,
  r.kind,
  COUNT(h.id) AS records,
  COALESCE(SUM(CASE WHEN h.problem IS NULL THEN 0 ELSE 1 END), 0) AS unreadable
FROM review_search AS r
LEFT JOIN search_hit AS h ON h.search_run_id = r.search_run
WHERE r.review_cycle = :cycle AND r.withdrawn = 0
GROUP BY r.search_run, r.number, r.source, r.kind
ORDER BY r.number
