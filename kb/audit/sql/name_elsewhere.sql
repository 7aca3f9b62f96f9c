-- Studies of a label, and references by first author and year, in the whole knowledge base.
SELECT 'study' AS kind, s.id AS key, s.label AS label FROM study AS s
WHERE LOWER(s.label) = LOWER(CAST(:label AS TEXT))
UNION ALL
SELECT 'reference', r.id, r.citation_text
FROM reference_author AS a JOIN reference AS r ON r.id = a.reference_id
WHERE a.position = 1
  AND LOWER(a.family) = LOWER(CAST(:family AS TEXT))
  AND SUBSTR(r.issued, 1, 4) = CAST(:year AS TEXT)
ORDER BY 1, 2
