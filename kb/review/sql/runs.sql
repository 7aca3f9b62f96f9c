-- Search runs of a cycle as they were corrected, and how many of their records could not be read.
SELECT
  s.search_run AS id,
  s.number,
  s.source,
  s.kind,
  s.strategy,
  s.searched,
  s.since,
  s.until,
  s.found,
  s.records,
  s.unread AS not_read,
  r.file,
  r.who,
  s.query,
  s.withdrawn,
  s.corrected_because
FROM review_search AS s
JOIN search_run AS r ON r.id = s.search_run
WHERE s.review_cycle = :cycle
ORDER BY s.number
