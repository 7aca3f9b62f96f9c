-- The conclusion of each indication of a policy as it is now.
SELECT i.key AS indication_key, c.verdict AS verdict, c.effect AS effect
FROM indication AS i
LEFT JOIN conclusion AS c ON c.indication_id = COALESCE(i.concluded_with_id, i.id)
WHERE i.policy_id = :policy
ORDER BY i.position
