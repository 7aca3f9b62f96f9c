-- Policies that list a reference, with its number there and the indications that cite it.
SELECT DISTINCT
  c.policy AS policy,
  c.citation_number AS citation_number,
  i.title AS indication_title,
  c.listed_only AS listed_only
FROM policy_citation AS c
LEFT JOIN indication AS i ON i.policy_id = c.policy AND i.key = c.indication
WHERE c.reference = :reference
ORDER BY c.policy, c.citation_number, i.title
