-- Studies that a policy uses, were read themselves, and of which no limitation is entered, nor that there is none, nor
-- how an instrument judges them, with their primary report.
SELECT DISTINCT s.id AS study, s.label, s.record_id AS record, r.reference_id AS reference
FROM indication AS i
JOIN study_use AS u ON u.indication_id = i.id
JOIN study AS s ON s.id = u.study_id
JOIN design AS d ON d.id = s.design_id
LEFT JOIN study_report AS r ON r.study_id = s.id AND r.role = 'primary'
WHERE i.policy_id = :policy AND d.design_group <> 'systematic-review' AND s.known_through_id IS NULL
  AND NOT EXISTS (
    SELECT 1 FROM appraisal AS a
    JOIN appraisal_answer AS w ON w.appraisal_id = a.id
    WHERE a.study_id = s.id AND w.kind = 'limitation'
  )
  AND NOT EXISTS (SELECT 1 FROM appraisal AS a WHERE a.study_id = s.id AND a.none_identified)
  AND NOT EXISTS (SELECT 1 FROM judged_appraisal AS a WHERE a.study_id = s.id)
ORDER BY s.id, r.reference_id
