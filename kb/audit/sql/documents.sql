-- Documents that figures are traced to, with how many places of each state a figure.
SELECT
  d.id AS document,
  d.title AS title,
  d.sha256 AS sha256,
  (SELECT COUNT(*) FROM figure_source AS s WHERE s.document_id = d.id) AS places
FROM document AS d
ORDER BY d.id
