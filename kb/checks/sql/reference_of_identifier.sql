-- The reference that an identifier (scheme:value) belongs to.
SELECT i.reference_id AS reference
FROM reference_identifier AS i
WHERE i.id = :identifier
ORDER BY i.reference_id
