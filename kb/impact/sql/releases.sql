-- Releases that froze a record, with whether the record still says the same.
SELECT
  r.id AS release_id,
  r.policy_id AS policy,
  r.effective_date AS effective_date,
  m.record_name AS record,
  CASE WHEN c.content_hash = m.content_hash THEN 1 ELSE 0 END AS is_unchanged
FROM release_record AS m
JOIN release AS r ON r.id = m.release_id
LEFT JOIN record AS c ON c.id = m.record_name
WHERE m.record_name = :record
ORDER BY r.policy_id, r.effective_date
