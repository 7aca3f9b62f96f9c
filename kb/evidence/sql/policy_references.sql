-- Reference lists of policies in a range, by citation number, with what is printed of each reference.
SELECT
  c.policy AS policy,
  c.reference AS reference,
  c.citation_number AS number,
  c.citation_text AS text,
  c.notice AS notice,
  c.listed_only AS listed_only,
  r.type AS type,
  r.issued AS issued,
  r.accessed AS accessed,
  CASE WHEN r.authors_truncated THEN 1 ELSE 0 END AS authors_truncated,
  a.family AS family,
  a.literal AS literal,
  (SELECT COUNT(*) FROM reference_author AS n WHERE n.reference_id = r.id) AS authors
FROM policy_reference AS c
JOIN reference AS r ON r.id = c.reference
LEFT JOIN reference_author AS a ON a.reference_id = r.id AND a.position = 1
WHERE c.policy >= :first AND c.policy <= :last
ORDER BY c.policy, c.citation_number
