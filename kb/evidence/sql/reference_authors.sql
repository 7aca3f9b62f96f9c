-- Named authors of references in a range of keys, in order.
SELECT a.reference_id AS reference, 
  a.family AS family, a.given AS given, a.suffix AS suffix, a.literal AS literal
FROM reference_author AS a
WHERE a.reference_id >= :first AND a.reference_id <= :last
ORDER BY a.reference_id, a.position
