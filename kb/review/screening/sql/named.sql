-- Candidates that a name may mean, of all reviews: those with the id or an identifier.
SELECT COALESCE(c.same_as_id, c.id) AS candidate
FROM candidate AS c
WHERE c.id = :id OR c.pmid = :pmid OR c.pmcid = :pmcid OR c.doi = :doi
ORDER BY 1
