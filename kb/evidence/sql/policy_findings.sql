-- Findings of the indications of policies in a range, in order.
SELECT i.id AS indication, i.key AS indication_key, f.id AS id, f.key AS key, f.text AS text
FROM indication AS i
JOIN finding AS f ON f.indication_id = i.id
WHERE i.policy_id >= :first AND i.policy_id <= :last
ORDER BY i.policy_id, i.position, f.position
