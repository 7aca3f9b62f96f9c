-- The newest sign-off of each indication of policies in a range.
SELECT
  i.policy_id AS policy,
  a.indication_id AS indication,
  a.id AS id,
  a.who AS who,
  a.approved_at AS approved_at,
  a.verdict AS verdict,
  a.basis_hash AS basis_hash
FROM indication AS i
JOIN approval AS a ON a.indication_id = i.id
WHERE i.policy_id >= :first AND i.policy_id <= :last
ORDER BY i.policy_id, a.indication_id, a.approved_at, a.id
