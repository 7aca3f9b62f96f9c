-- title: Survival at a time point across studies
-- question: What share was alive, or free of the event, at this time in each study and arm?
-- parameter months (real, default 60): The time in months
-- parameter outcome (outcome, default overall-survival): Which survival
-- parameter policy (policy, optional): Only studies that this policy uses
-- parameter indication (indication, optional): Only studies used for this indication
SELECT
  r.study,
  s.label,
  s.design,
  s.year,
  r.arm,
  r.arm_n,
  r.population_set,
  r.timepoint,
  r.scope,
  r.estimate AS percent,
  r.ci_low,
  r.ci_high,
  r.estimator,
  r.reported_text,
  r.flag
FROM arm_result AS r
JOIN study_overview AS s ON s.study = r.study
WHERE r.outcome = :outcome
  AND r.timepoint_months = :months
  AND r.role = 'outcome'
  AND r.unit = '%'
  AND r.estimate IS NOT NULL
  AND (
    (:policy IS NULL AND :indication IS NULL)
    OR EXISTS (
      SELECT 1 FROM study_in_policy AS u
      WHERE u.study = r.study AND (:policy IS NULL OR u.policy = :policy)
        AND (:indication IS NULL OR u.indication = :indication)
    )
  )
ORDER BY r.estimate DESC, r.figure_id
