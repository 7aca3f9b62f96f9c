-- The number that a reference has in a policy, and the indications that cite it.
SELECT DISTINCT
  c.policy AS policy,
  c.citation_number AS citation_number,
  i.title AS indication_title,
  c.listed_only AS listed_only
FROM policy_citation AS c
LEFT JOIN indication AS i ON i.policy_id = c.policy AND i.key = c.indication
WHERE c.policy = :policy AND c.reference = :reference
ORDER BY c.citation_number, i.title
