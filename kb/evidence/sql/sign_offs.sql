-- Sign-offs of the conclusions of policies in a range, by indication in order, the newest last.
SELECT
  i.policy_id AS policy,
  i.id AS indication,
  i.key AS key,
  a.id AS id,
  a.who AS who,
  a.approved_at AS approved_at,
  a.verdict AS verdict,
  a.basis_hash AS basis_hash
FROM indication AS i
JOIN approval AS a ON a.indication_id = i.id
WHERE i.policy_id >= :first AND i.policy_id <= :last
ORDER BY i.policy_id, i.position, a.approved_at, a.id
