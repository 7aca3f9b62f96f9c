-- Terms that a policy defines, in order.
SELECT d.term AS term, d.text AS text
FROM definition AS d
WHERE d.policy_id = :policy
ORDER BY d.position
