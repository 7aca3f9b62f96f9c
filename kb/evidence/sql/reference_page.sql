-- One reference.
SELECT r.id AS reference, r.title AS title, r.citation_text AS citation_text, r.issued AS issued
FROM reference AS r
WHERE r.id = :reference
