-- Changes of statements, conclusions and findings of a policy since a moment, the oldest first, with their reasons.
SELECT h.table_name, h.row_id, h.action, h.field, h.why
FROM "change" AS h
WHERE h.table_name IN ('statement', 'conclusion', 'finding') AND h.at >= :since
  AND h.record_id IN (
    SELECT p.record_id FROM policy AS p WHERE p.id = :policy
    UNION
    SELECT i.record_id FROM indication AS i WHERE i.policy_id = :policy
  )
ORDER BY h.id
