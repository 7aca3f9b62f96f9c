-- Indications of a policy with their conclusions, in order.
SELECT
  i.indication AS indication,
  i.title AS title,
  i.population_verb AS population_verb,
  i.population AS population,
  c.verdict AS verdict,
  c.effect AS effect
FROM indication_overview AS i
JOIN policy_conclusion AS c ON c.policy = i.policy AND c.indication = i.indication
WHERE i.policy = :policy
ORDER BY i.position
