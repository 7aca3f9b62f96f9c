-- Keys of the indications of a policy, in order.
SELECT i.key AS key
FROM indication AS i
WHERE i.policy_id = :policy
ORDER BY i.position
