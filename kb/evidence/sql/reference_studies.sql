-- Studies that references in a range of keys report, by role.
SELECT
  p.reference_id AS reference,
  p.study_id AS study,
  s.record_id AS record,
  s.label AS label,
  p.role AS role,
  (SELECT COUNT(*) FROM study_report AS o WHERE o.study_id = p.study_id AND o.role = 'primary') AS primaries
FROM study_report AS p
JOIN study AS s ON s.id = p.study_id
WHERE p.reference_id >= :first AND p.reference_id <= :last
ORDER BY p.reference_id, p.study_id, p.role
