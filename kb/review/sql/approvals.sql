-- Indications of a policy in order, with what is concluded and the newest sign-off in a cycle.
SELECT
  i.id AS indication,
  i.key,
  i.title,
  c.id AS conclusion,
  c.verdict,
  c.effect,
  a.who,
  a.approved_at,
  a.because,
  a.verdict AS signed,
  a.basis_hash
FROM indication AS i
LEFT JOIN conclusion AS c ON c.indication_id = COALESCE(i.concluded_with_id, i.id)
LEFT JOIN approval AS a ON a.id = (
  SELECT x.id FROM approval AS x
  WHERE x.indication_id = i.id AND x.review_cycle_id = :cycle
  ORDER BY x.approved_at DESC, x.id DESC
  LIMIT 1
)
WHERE i.policy_id = :policy
ORDER BY i.position
