-- Lines of the change log about the records that a release froze, and about its review.
SELECT
  CAST(c.id AS TEXT) AS key,
  c.at,
  c.who,
  c.why,
  c.action,
  c.record_id,
  c.table_name,
  c.row_id,
  c.field,
  c."before",
  c."after"
FROM (
  SELECT m.record_name AS record FROM release_record AS m
  WHERE m.release_id = :release
  UNION
  SELECT 'reviews/' || r.review_cycle_id FROM release AS r
  WHERE r.id = :release
) AS of_release
JOIN "change" AS c ON c.record_id = of_release.record
WHERE CAST(c.id AS TEXT) > :after
ORDER BY 1
LIMIT :batch
