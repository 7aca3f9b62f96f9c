-- Every study, and the document that most of its figures were read from (null: none); of several the first by key.
SELECT
  t.id AS study,
  (
    SELECT s.document_id FROM result AS r
    JOIN figure AS f ON f.result_id = r.id
    JOIN figure_source AS s ON s.figure_id = f.id
    WHERE r.study_id = t.id AND s.document_id IS NOT NULL
    GROUP BY s.document_id
    ORDER BY COUNT(*) DESC, s.document_id
    LIMIT 1
  ) AS document
FROM study AS t
ORDER BY t.id
