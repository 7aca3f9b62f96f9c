-- title: How long studies followed their participants
-- question: What follow-up does each study of a policy report?
-- parameter policy (policy): The policy
-- parameter indication (indication, optional): Only this indication
SELECT
  u.indication,
  u.study,
  s.design,
  s.year,
  COALESCE(r.column_key, 'none reported') AS whom,
  r.reported_text AS follow_up
FROM study_in_policy AS u
JOIN study_overview AS s ON s.study = u.study
LEFT JOIN study_outcome AS o ON o.study_id = u.study AND o.outcome_id = 'follow-up'
LEFT JOIN result AS r ON r.study_outcome_id = o.id AND r.scope <> 'contrast'
WHERE u.policy = :policy AND (:indication IS NULL OR u.indication = :indication)
ORDER BY u.indication, u.group_position, u.position, COALESCE(r.entry, 0), COALESCE(r.column_key, ''), COALESCE(r.id, '')
