-- Search runs of a cycle as they stand, whole, with the number of corrections of each.
SELECT
  r.id,
  r.number,
  s.strategy,
  s.source,
  s.kind,
  COALESCE(
    (
      SELECT k.run_at FROM search_run_correction AS k
      WHERE k.search_run_id = r.id
      ORDER BY k.number DESC
      LIMIT 1
    ),
    r.run_at
  ) AS run_at,
  s.query,
  s.since,
  s.until,
  s.found,
  s.withdrawn,
  r.records,
  r.file,
  r.text_sha256,
  (SELECT COUNT(*) FROM search_run_correction AS k WHERE k.search_run_id = r.id) AS corrections
FROM search_run AS r
JOIN review_search AS s ON s.search_run = r.id
WHERE r.review_cycle_id = :cycle
ORDER BY r.number
