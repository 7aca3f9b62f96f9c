-- What goes by a name: a study, a reference (also by identifier or merged key), a result, a fact, a figure.
SELECT 'study' AS kind, id AS key, label AS title, record_id AS record FROM study WHERE id = :name
UNION ALL
SELECT 'reference', id, citation_text, record_id FROM reference WHERE id = :name
UNION ALL
SELECT 'reference', r.id, r.citation_text, r.record_id
FROM reference_identifier AS i
JOIN reference AS r ON r.id = i.reference_id
WHERE i.id = :name
UNION ALL
SELECT 'reference', r.id, r.citation_text, r.record_id
FROM reference_merge AS m
JOIN reference AS r ON r.id = m.into_id
WHERE m.id = :name
UNION ALL
SELECT 'result', id, reported_text, record_id FROM result WHERE id = :name
UNION ALL
SELECT 'fact', id, reported_text, record_id FROM fact WHERE id = :name
UNION ALL
SELECT 'figure', id, reported_text, record_id FROM figure WHERE id = :name
