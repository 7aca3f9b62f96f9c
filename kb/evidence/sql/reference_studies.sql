-- Studies that a reference reports.
SELECT p.study_id AS study, s.label AS label, p.role AS role
FROM study_report AS p
JOIN study AS s ON s.id = p.study_id
WHERE p.reference_id = :reference
ORDER BY p.study_id, p.role
