-- Search runs of a cycle, and how many of their records could not be read.
SELECT
  r.id,
  r.number,
  r.source,
  r.kind,
  r.strategy,
  r.run_at AS searched,
  r.since,
  r.until,
  r.found,
  r.records,
  (SELECT COUNT(*) FROM search_hit AS h WHERE h.search_run_id = r.id AND h.problem IS NOT NULL) AS not_read,
  r.file,
  r.who,
  r.query
FROM search_run AS r
WHERE r.review_cycle_id = :cycle
ORDER BY r.number
