-- Changes of the conclusions of the indications that a release froze.
SELECT
  CAST(c.id AS TEXT) AS key,
  c.record_id,
  c.at,
  c.who,
  c.why,
  c.old_verdict,
  c.old_effect,
  c.new_verdict,
  c.new_effect
FROM release_record AS m
JOIN conclusion_change AS c ON c.record_id = m.record_name
WHERE m.release_id = :release AND CAST(c.id AS TEXT) > :after
ORDER BY 1
LIMIT :batch
