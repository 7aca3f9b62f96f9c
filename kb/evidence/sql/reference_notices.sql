-- Notices about references in a range of keys, in order, with what publishes each or what is said of it.
SELECT
  n.reference_id AS reference,
  n.id AS id,
  n.kind AS kind,
  n.date AS date,
  n.position AS position,
  COALESCE(p.citation_text, n.text) AS text
FROM notice AS n
LEFT JOIN reference AS p ON p.id = n.notice_reference_id
WHERE n.reference_id >= :first AND n.reference_id <= :last
ORDER BY n.reference_id, n.position
