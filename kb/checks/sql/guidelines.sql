-- Every guideline on file with its version, its document and the date of that.
SELECT
  g.id AS guideline,
  g.record_id AS record,
  g.organization AS organization,
  g.title AS title,
  g.version AS version,
  r.issued AS issued,
  r.record_id AS document
FROM guideline AS g
LEFT JOIN reference AS r ON r.id = g.reference_id
ORDER BY g.id
