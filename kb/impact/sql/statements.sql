-- Statements of a policy with the indications that they decide on, in order.
SELECT t.key AS statement, t.determination AS determination, t.text AS text, i.key AS indication
FROM statement AS t
JOIN statement_indication AS s ON s.statement_id = t.id
JOIN indication AS i ON i.id = s.indication_id
WHERE t.policy_id = :policy
ORDER BY t.position, t.key, s.position
