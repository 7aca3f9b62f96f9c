-- What tells every reference of the base from another: title, year, first author, journal, volume, page.
SELECT
  r.id AS reference,
  r.record_id AS record,
  r.type AS type,
  r.title AS title,
  r.container_title AS journal,
  SUBSTR(r.issued, 1, 4) AS year,
  r.volume AS volume,
  r.page AS page,
  r.version AS version,
  r.number AS number,
  COALESCE(a.family, a.literal) AS first_author,
  p.value AS pmid,
  d.value AS doi
FROM reference AS r
LEFT JOIN reference_author AS a ON a.reference_id = r.id AND a.position = 1
LEFT JOIN reference_identifier AS p ON p.reference_id = r.id AND p.scheme = 'pmid'
LEFT JOIN reference_identifier AS d ON d.reference_id = r.id AND d.scheme = 'doi'
ORDER BY r.id
