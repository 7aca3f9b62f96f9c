-- title: How long studies followed their participants
-- question: What follow-up does each study of a policy report, and for whom?
-- note: A study that reports none has one row without follow-up. "scope" parts a study's own follow-up from what a
--   systematic review says of the studies in it. Where a source prints two lengths they are two rows.
-- parameter policy (policy, optional): Only studies that this policy uses
-- parameter indication (indication, optional): Only this indication
SELECT
  u.policy,
  u.indication,
  u.study,
  s.design,
  s.year,
  s.retracted,
  CASE WHEN r.figure_id IS NULL THEN 'none reported' ELSE COALESCE(r.arm, 'all') END AS whom,
  r.population_set,
  r.measure,
  r.estimate,
  r.unit,
  r.range_low,
  r.range_high,
  r.scope,
  r.reported_text AS follow_up,
  r.flag
FROM study_in_policy AS u
JOIN study_overview AS s ON s.study = u.study
LEFT JOIN arm_result AS r ON r.study = u.study AND r.outcome = 'follow-up'
WHERE (:policy IS NULL OR u.policy = :policy) AND (:indication IS NULL OR u.indication = :indication)
ORDER BY
  u.policy, u.indication_position, u.group_position, u.position, COALESCE(r.arm, ''), COALESCE(r.result_id, ''),
  COALESCE(r.position, 0)
