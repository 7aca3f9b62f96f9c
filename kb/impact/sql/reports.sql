-- Publications of a study, the primary one first.
SELECT p.reference_id AS reference, p.role AS role, r.citation_text AS citation_text, r.record_id AS record
FROM study_report AS p
JOIN reference AS r ON r.id = p.reference_id
WHERE p.study_id = :study
ORDER BY CASE p.role WHEN 'primary' THEN 0 ELSE 1 END, p.position, p.reference_id
