-- References of policies in a range: how each came into the list, and what is printed of it.
SELECT
  c.policy AS policy,
  r.id AS reference,
  c.listed_only AS listed_only,
  r.type AS type,
  r.issued AS issued,
  r.accessed AS accessed,
  CASE WHEN r.authors_truncated THEN 1 ELSE 0 END AS authors_truncated,
  a.family AS family,
  a.literal AS literal,
  (SELECT COUNT(*) FROM reference_author AS n WHERE n.reference_id = r.id) AS authors
FROM policy_citation AS c
JOIN reference AS r ON r.id = c.reference
LEFT JOIN reference_author AS a ON a.reference_id = r.id AND a.position = 1
WHERE c.is_first = 1 AND c.policy >= :first AND c.policy <= :last
ORDER BY c.policy, c.citation_number
