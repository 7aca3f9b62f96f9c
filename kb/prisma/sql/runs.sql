-- Searches of a cycle with the records they returned, and how many of those could not be read.
SELECT
  r.id AS run,
  r.source,
  r.kind,
  COUNT(h.id) AS records,
  COALESCE(SUM(CASE WHEN h.problem IS NULL THEN 0 ELSE 1 END), 0) AS unreadable
FROM search_run AS r
LEFT JOIN search_hit AS h ON h.search_run_id = r.id
WHERE r.review_cycle_id = :cycle
GROUP BY r.id, r.number, r.source, r.kind
ORDER BY r.number
