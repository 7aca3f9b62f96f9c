-- Criteria by which studies were selected, per indication of policies in a range, in order.
SELECT i.id AS indication, c.text AS text
FROM selection_criterion AS c
JOIN indication AS i ON i.id = c.indication_id
WHERE i.policy_id >= :first AND i.policy_id <= :last
ORDER BY i.policy_id, i.position, c.position
