-- Studies that figures of a document belong to, and the reports of these studies.
-- First author and year are null where none is known.
WITH traced AS (
  SELECT r.study_id AS study FROM figure_source AS s
  JOIN figure AS f ON f.id = s.figure_id
  JOIN result AS r ON r.id = f.result_id
  WHERE s.document_id = :document
  GROUP BY r.study_id
  UNION
  SELECT u.id FROM study AS u WHERE u.document_id = :document
)
SELECT 'study' AS kind, s.id AS key, s.label AS label, NULL AS family, NULL AS year, s.id AS study
FROM traced AS t JOIN study AS s ON s.id = t.study
UNION ALL
SELECT 'reference', r.id, NULL, COALESCE(a.family, a.literal), CAST(SUBSTR(r.issued, 1, 4) AS INTEGER), t.study
FROM traced AS t
JOIN study_report AS p ON p.study_id = t.study
JOIN reference AS r ON r.id = p.reference_id
LEFT JOIN reference_author AS a ON a.reference_id = r.id AND a.position = 1
ORDER BY 1, 2, 6
