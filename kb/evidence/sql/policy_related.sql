-- Related policies, in order.
SELECT p.title AS title, p.number AS number
FROM related_policy AS p
WHERE p.policy_id = :policy
ORDER BY p.position
