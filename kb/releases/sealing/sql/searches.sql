-- Searches of the review that a release ended.
SELECT
  s.id AS key,
  s.number,
  s.strategy,
  s.source,
  s.kind,
  s.run_at,
  s.who,
  s.query,
  s.translation,
  s.since,
  s.until,
  s.found,
  s.records,
  s.file,
  s.file_format,
  s.file_sha256,
  s.text_sha256
FROM release AS r
JOIN search_run AS s ON s.review_cycle_id = r.review_cycle_id
WHERE r.id = :release AND s.id > :after
ORDER BY 1
LIMIT :batch
