-- Corrections and withdrawals of the searches of the review that a release ended.
SELECT
  k.id AS key,
  k.search_run_id,
  k.number,
  k.strategy,
  k.source,
  k.kind,
  k.run_at,
  k.query,
  k.since,
  k.until,
  k.found,
  CASE WHEN k.is_withdrawn THEN 1 ELSE 0 END AS is_withdrawn,
  k.because,
  k.who,
  k.corrected_at
FROM release AS r
JOIN search_run AS s ON s.review_cycle_id = r.review_cycle_id
JOIN search_run_correction AS k ON k.search_run_id = s.id
WHERE r.id = :release AND k.id > :after
ORDER BY 1
LIMIT :batch
