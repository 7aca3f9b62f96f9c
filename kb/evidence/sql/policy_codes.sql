-- Codes of a policy, in order.
SELECT c.system AS system, c.code AS code, c.description AS description, c.use AS use
FROM policy_code AS c
WHERE c.policy_id = :policy
ORDER BY c.position, c.id
