-- Every notice about a reference, in order.
SELECT n.reference_id AS reference, n.id AS id, n.kind AS kind, n.date AS date, n.position AS position
FROM reference_notice AS n
ORDER BY n.reference_id, n.position
