-- Notices about a reference, in order.
SELECT n.kind AS kind, n.date AS date, COALESCE(r.citation_text, n.text) AS text
FROM reference_notice AS n
LEFT JOIN reference AS r ON r.id = n.notice_reference_id
WHERE n.reference_id = :reference
ORDER BY n.position
