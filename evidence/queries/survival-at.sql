-- title: Survival at a time point across studies
-- question: What share was alive, or free of the event, at this time in each study and arm?
-- note: "scope" parts the rate of one arm from what a systematic review says over its studies: a mean or a range of their rates.
--   arm_n is the size of the whole arm; n is the size of just this group, null for a matched set whose size is not printed.
-- parameter months (real, default 60): The time in months
-- parameter outcome (outcome, default overall-survival): Which survival
-- parameter policy (policy, optional): Only studies that this policy uses
-- parameter indication (indication, optional): Only studies used for this indication
SELECT
  r.study,
  s.label,
  s.design,
  s.year,
  s.retracted,
  r.scope,
  r.synthesis,
  r.arm,
  r.arm_label,
  r.n,
  r.n_from,
  r.population_set,
  r.timepoint,
  r.estimate AS percent,
  r.ci_low,
  r.ci_high,
  r.range_low,
  r.range_high,
  r.estimator,
  r.reported_text,
  r.flag
FROM arm_result AS r
JOIN study_overview AS s ON s.study = r.study
WHERE r.outcome = :outcome
  AND r.timepoint_months = :months
  AND r.role = 'outcome'
  AND r.unit = '%'
  AND (
    (:policy IS NULL AND :indication IS NULL)
    OR EXISTS (
      SELECT 1 FROM study_in_policy AS u
      WHERE u.study = r.study AND (:policy IS NULL OR u.policy = :policy)
        AND (:indication IS NULL OR u.indication = :indication)
    )
  )
ORDER BY
  CASE r.scope WHEN 'across-studies' THEN 1 ELSE 0 END, COALESCE(r.estimate, -1) DESC, r.study, COALESCE(r.arm, ''),
  r.population_set, r.estimator, r.adjusted, r.figure_id
