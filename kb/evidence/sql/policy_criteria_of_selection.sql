-- Criteria by which studies were selected, per indication, in order.
SELECT i.key AS indication, c.text AS text
FROM selection_criterion AS c
JOIN indication AS i ON i.id = c.indication_id
WHERE i.policy_id = :policy
ORDER BY i.position, c.position
