-- Headers of one study, or of all studies of a policy, or of both (null = none).
SELECT
  s.study AS study,
  s.label AS label,
  s.design AS design,
  s.design_name AS design_name,
  s.design_group AS design_group,
  s.data_direction AS data_direction,
  s.population AS population,
  s.setting AS setting,
  s.known_through AS known_through,
  k.label AS known_through_label,
  s.conclusion AS conclusion
FROM study_overview AS s
LEFT JOIN study AS k ON k.id = s.known_through
WHERE s.study IN (
  SELECT CAST(:study AS TEXT)
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id = CAST(:policy AS TEXT)
)
ORDER BY s.study
