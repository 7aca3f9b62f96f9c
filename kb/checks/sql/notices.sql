-- Notices about references in a range of keys, in order.
SELECT n.reference_id AS reference, n.id AS id, n.kind AS kind, n.date AS date, n.position AS position
FROM reference_notice AS n
WHERE n.reference_id >= :first AND n.reference_id <= :last
ORDER BY n.reference_id, n.position
