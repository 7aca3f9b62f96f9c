-- Instruments that studies are judged by, and editions of codes by which they are appraised for an indication, with
-- the question of the evidence group that they are under there.
SELECT DISTINCT
  s.record_id AS record,
  a.study_id AS study,
  s.design_id AS design,
  d.name AS design_name,
  d.design_group AS design_group,
  v.id AS edition,
  v.kind AS kind,
  CAST(NULL AS TEXT) AS indication,
  CAST(NULL AS TEXT) AS question
FROM judged_appraisal AS a
JOIN study AS s ON s.id = a.study_id
JOIN design AS d ON d.id = s.design_id
JOIN instrument_version AS v ON v.id = a.instrument_version_id
UNION
SELECT i.record_id, a.study_id, s.design_id, d.name, d.design_group, v.id, v.kind, i.id, g.question
FROM appraisal AS a
JOIN indication AS i ON i.id = a.indication_id
JOIN study_use AS u ON u.indication_id = i.id AND u.study_id = a.study_id
JOIN evidence_group AS g ON g.id = u.evidence_group_id
JOIN study AS s ON s.id = a.study_id
JOIN design AS d ON d.id = s.design_id
JOIN instrument_version AS v ON v.id = a.instrument_version_id
WHERE g.question IS NOT NULL
ORDER BY 1, 2, 6, 8
