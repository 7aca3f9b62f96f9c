-- References whose keys lie in a range, as the checks see them.
SELECT
  r.id AS id,
  r.record_id AS record,
  r.type AS type,
  r.title AS title,
  r.citation_text AS citation_text,
  CASE WHEN r.authors_truncated THEN 1 ELSE 0 END AS authors_truncated,
  r.container_title AS journal,
  r.publisher AS publisher,
  r.issued AS issued,
  r.issued_text AS issued_text,
  r.volume AS volume,
  r.issue AS issue,
  r.page AS page,
  r.version AS version,
  r.number AS number,
  r.genre AS genre,
  r.note AS note,
  r.url AS url,
  r.accessed AS accessed
FROM reference AS r
WHERE r.id >= :first AND r.id <= :last
ORDER BY r.id
