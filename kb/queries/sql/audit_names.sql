-- Studies and references that a document can be expected to name: those its figures belong to, and those
-- that the policies read from it use, cite or list. First author and year are null where none is known.
WITH
traced AS (
  SELECT r.study_id AS study FROM figure_source AS s
  JOIN figure AS f ON f.id = s.figure_id
  JOIN result AS r ON r.id = f.result_id
  WHERE s.document_id = :document
  UNION
  SELECT u.study FROM study_in_policy AS u
  JOIN policy AS p ON p.id = u.policy
  WHERE p.document_id = :document
),
cited AS (
  SELECT t.study AS study, r.reference_id AS reference FROM traced AS t
  JOIN study_report AS r ON r.study_id = t.study
  UNION
  SELECT NULL, c.reference FROM policy_reference AS c
  JOIN policy AS p ON p.id = c.policy
  WHERE p.document_id = :document
)
SELECT 'study' AS kind, s.id AS key, s.label AS label, NULL AS family, NULL AS year, s.id AS study
FROM traced AS t JOIN study AS s ON s.id = t.study
UNION ALL
SELECT 'reference', r.id, NULL, COALESCE(a.family, a.literal), CAST(SUBSTR(r.issued, 1, 4) AS INTEGER), c.study
FROM cited AS c
JOIN reference AS r ON r.id = c.reference
LEFT JOIN reference_author AS a ON a.reference_id = r.id AND a.position = 1
ORDER BY 1, 2, 6
