-- What was recorded of a search run, oldest first: when it was imported, and with each correction.
SELECT
  0 AS number,
  r.strategy,
  r.source,
  r.kind,
  r.run_at,
  r.query,
  r.since,
  r.until,
  r.found,
  0 AS withdrawn,
  NULL AS because,
  r.who,
  NULL AS at
FROM search_run AS r
WHERE r.id = :run
UNION ALL
SELECT
  k.number,
  k.strategy,
  k.source,
  k.kind,
  k.run_at,
  k.query,
  k.since,
  k.until,
  k.found,
  CASE WHEN k.is_withdrawn THEN 1 ELSE 0 END,
  k.because,
  k.who,
  k.corrected_at
FROM search_run_correction AS k
WHERE k.search_run_id = :run
ORDER BY 1
