-- Identifiers of a reference.
SELECT i.scheme AS scheme, i.value AS value
FROM reference_identifier AS i
WHERE i.reference_id = :reference
ORDER BY i.scheme, i.value
