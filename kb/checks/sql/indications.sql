-- Indications of policies in a range with their conclusions, in order.
SELECT
  i.policy_id AS policy,
  i.id AS indication,
  i.key AS key,
  i.record_id AS record,
  i.title AS title,
  i.condition_id AS condition,
  c.verdict AS verdict,
  c.effect AS effect
FROM indication AS i
LEFT JOIN conclusion AS c ON c.indication_id = i.id
WHERE i.policy_id >= :first AND i.policy_id <= :last
ORDER BY i.policy_id, i.position
