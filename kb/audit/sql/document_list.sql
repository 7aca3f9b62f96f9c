-- The documents on file, with how many studies were read from each and how many places of it state figures.
SELECT
  d.id AS document,
  d.title AS title,
  d.publisher AS publisher,
  d.date AS date,
  d.characters AS characters,
  (SELECT COUNT(*) FROM study AS t WHERE t.document_id = d.id) AS studies,
  (SELECT COUNT(*) FROM figure_source AS s WHERE s.document_id = d.id) AS places
FROM document AS d
ORDER BY d.id
