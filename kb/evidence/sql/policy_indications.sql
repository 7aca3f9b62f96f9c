-- Indications of policies in a range with their conclusions, in order.
SELECT
  i.policy_id AS policy,
  i.id AS id,
  i.record_id AS record,
  i.key AS key,
  i.title AS title,
  i.condition_id AS condition,
  i.population_verb AS population_verb,
  i.population AS population,
  CASE WHEN i.plan_criteria THEN 1 ELSE 0 END AS plan_criteria,
  c.verdict AS verdict,
  c.effect AS effect,
  c.chain_of_evidence AS chain_of_evidence,
  c.sentence AS sentence,
  w.key AS concluded_with
FROM indication AS i
LEFT JOIN indication AS w ON w.id = i.concluded_with_id
LEFT JOIN conclusion AS c ON c.indication_id = COALESCE(i.concluded_with_id, i.id)
WHERE i.policy_id >= :first AND i.policy_id <= :last
ORDER BY i.policy_id, i.position
