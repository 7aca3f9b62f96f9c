-- Identifiers of references in a range of keys.
SELECT i.reference_id AS reference, i.scheme AS scheme, i.value AS value
FROM reference_identifier AS i
WHERE i.reference_id >= :first AND i.reference_id <= :last
ORDER BY i.reference_id, i.scheme, i.value
