-- Sign-offs of the conclusions of a policy, in order.
SELECT
  i.key AS indication, a.id AS approval, a.who AS who, a.approved_at AS approved_at, a.verdict AS verdict
FROM approval AS a
JOIN indication AS i ON i.id = a.indication_id
WHERE i.policy_id = :policy
ORDER BY i.position, a.approved_at, a.who
