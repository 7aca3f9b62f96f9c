-- Limitations and strengths, and that none was identified, of the wanted studies, of conduct and for every indication, in order.
SELECT
  study,
  policy,
  indication,
  'limitation' AS kind,
  table_name,
  domain,
  code,
  code_label,
  -- as written, so that the numbers in it stay figures
  (SELECT w.note FROM appraisal_answer AS w WHERE w.id = answer_id) AS note,
  edition,
  position,
  -- what another edition says comes after: the key of its appraisal is longer
  LENGTH(answer_id) - LENGTH(CAST(position AS TEXT)) AS further
FROM study_limitation
WHERE study IN (
  SELECT s.id FROM study AS s WHERE s.id >= :first AND s.id <= :last
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id >= :first_policy AND i.policy_id <= :last_policy
)
UNION ALL
SELECT study, NULL, NULL, 'strength', 'conduct', NULL, NULL, NULL, text, '', position, 0
FROM study_strength
WHERE study IN (
  SELECT s.id FROM study AS s WHERE s.id >= :first AND s.id <= :last
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id >= :first_policy AND i.policy_id <= :last_policy
)
UNION ALL
SELECT
  a.study_id, i.policy_id, i.key, 'none', CASE WHEN i.id IS NULL THEN 'conduct' ELSE 'relevance' END, NULL, NULL, NULL, NULL,
  a.instrument_version_id, 0, 0
FROM appraisal AS a
LEFT JOIN indication AS i ON i.id = a.indication_id
WHERE a.none_identified AND a.study_id IN (
  SELECT s.id FROM study AS s WHERE s.id >= :first AND s.id <= :last
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id >= :first_policy AND i.policy_id <= :last_policy
)
ORDER BY study, table_name, policy, indication, kind DESC, further, edition, position
