-- Positions of public payers and task forces that policies in a range report, in order.
SELECT c.policy_id AS policy, c.authority AS authority, c.coverage AS coverage, c.text AS text
FROM coverage_position AS c
WHERE c.policy_id >= :first AND c.policy_id <= :last
ORDER BY c.policy_id, c.position, c.id
