-- Policies that policies in a range name as related, in order.
SELECT p.policy_id AS policy, p.title AS title, p.number AS number
FROM related_policy AS p
WHERE p.policy_id >= :first AND p.policy_id <= :last
ORDER BY p.policy_id, p.position
