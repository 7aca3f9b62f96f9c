-- Positions of public payers and task forces, in order.
SELECT c.authority AS authority, c.coverage AS coverage, c.text AS text
FROM coverage_position AS c
WHERE c.policy_id = :policy
ORDER BY c.position, c.id
