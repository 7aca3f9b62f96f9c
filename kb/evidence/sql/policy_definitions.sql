-- Terms that policies in a range define, in order.
SELECT d.policy_id AS policy, d.term AS term, d.text AS text
FROM definition AS d
WHERE d.policy_id >= :first AND d.policy_id <= :last
ORDER BY d.policy_id, d.position
