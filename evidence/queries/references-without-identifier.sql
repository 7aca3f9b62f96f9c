-- title: References without an identifier
-- question: Which references have no PMID, DOI, PMCID, ISBN or web address, so that nobody can look them up or watch for notices?
-- parameter policy (policy, optional): Only references that this policy cites or lists
SELECT
  r.reference,
  r.first_author,
  r.year,
  r.title,
  r.journal,
  r.policies,
  r.studies,
  r.retracted,
  r.citation_text
FROM reference_overview AS r
WHERE r.identifiers = 0
  AND (
    :policy IS NULL
    OR EXISTS (SELECT 1 FROM policy_reference AS p WHERE p.policy = :policy AND p.reference = r.reference)
  )
ORDER BY r.reference
