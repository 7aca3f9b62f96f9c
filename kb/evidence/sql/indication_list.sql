-- Indications with their conclusions, of one policy or of all.
SELECT
  i.policy AS policy,
  i.indication AS indication,
  i.title AS title,
  i.verdict AS verdict,
  c.determination AS determination,
  i.studies AS studies
FROM indication_overview AS i
LEFT JOIN policy_conclusion AS c ON c.policy = i.policy AND c.indication = i.indication
WHERE CAST(:policy AS TEXT) IS NULL OR i.policy = CAST(:policy AS TEXT)
ORDER BY i.policy, i.position
