-- Limitations and strengths of the wanted studies, of conduct and for every indication, in order.
SELECT
  study,
  policy,
  indication,
  'limitation' AS kind,
  table_name,
  domain,
  code,
  code_label,
  note,
  position
FROM study_limitation
WHERE study IN (
  SELECT CAST(:study AS TEXT)
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id = CAST(:policy AS TEXT)
)
UNION ALL
SELECT study, NULL, NULL, 'strength', 'conduct', '', NULL, NULL, text, position
FROM study_strength
WHERE study IN (
  SELECT CAST(:study AS TEXT)
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id = CAST(:policy AS TEXT)
)
ORDER BY study, table_name, policy, indication, kind DESC, position
