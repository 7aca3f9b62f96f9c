-- Times at which the studies read from a document report results.
SELECT t.study_id AS study, t.label AS label
FROM timepoint AS t
WHERE t.label IS NOT NULL AND t.study_id IN (
  SELECT r.study_id FROM figure_source AS s
  JOIN figure AS f ON f.id = s.figure_id
  JOIN result AS r ON r.id = f.result_id
  WHERE s.document_id = :document
  UNION
  SELECT u.id FROM study AS u WHERE u.document_id = :document
)
ORDER BY t.study_id, t.label
