-- Candidates with the PMID of a reference.
SELECT c.id AS candidate, i.reference_id AS reference
FROM reference_identifier AS i
JOIN candidate AS c ON c.pmid = i.value
WHERE i.scheme = 'pmid'
ORDER BY c.id, i.reference_id
