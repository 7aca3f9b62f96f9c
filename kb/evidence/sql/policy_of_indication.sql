-- The policy that an indication (policy/key) belongs to.
SELECT i.policy_id AS policy
FROM indication AS i
WHERE i.id = :indication
ORDER BY i.id
