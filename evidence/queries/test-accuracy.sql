-- title: Accuracy of tests for a target condition
-- question: How sensitive and specific is each test for a condition, in which population, by which study?
-- note: The target stands in the outcome (accuracy for trisomy 21). "across-studies" rows are pooled over the studies of a
--   systematic review; they and its studies overlap and are not to be added up. Narrower forms of test, condition and outcome
--   count, at any depth. A flag says what is odd about the printed numbers of the row.
-- parameter condition (condition, optional): Only studies of this condition or a narrower one
-- parameter intervention (intervention, optional): Only this test or a narrower form
-- parameter outcome (outcome, optional): Only this target or a narrower one
-- parameter policy (policy, optional): Only studies that this policy uses
SELECT
  r.study,
  s.label,
  s.design,
  s.year,
  s.retracted,
  r.scope,
  r.synthesis,
  r.outcome,
  r.outcome_name,
  r.arm AS test,
  r.arm_label AS test_label,
  r.population_set,
  r.counted,
  MAX(CASE WHEN r.measure = 'sensitivity' THEN r.estimate END) AS sensitivity,
  MAX(CASE WHEN r.measure = 'sensitivity' THEN r.ci_low END) AS sensitivity_low,
  MAX(CASE WHEN r.measure = 'sensitivity' THEN r.ci_high END) AS sensitivity_high,
  MAX(CASE WHEN r.measure = 'specificity' THEN r.estimate END) AS specificity,
  MAX(CASE WHEN r.measure = 'specificity' THEN r.ci_low END) AS specificity_low,
  MAX(CASE WHEN r.measure = 'specificity' THEN r.ci_high END) AS specificity_high,
  MAX(CASE WHEN r.measure = 'ppv' THEN r.estimate END) AS ppv,
  MAX(CASE WHEN r.measure = 'npv' THEN r.estimate END) AS npv,
  MAX(CASE WHEN r.measure = 'true-positives' THEN r.estimate END) AS tp,
  MAX(CASE WHEN r.measure = 'false-positives' AND r.unit IS NULL THEN r.estimate END) AS fp,
  MAX(CASE WHEN r.measure = 'false-negatives' AND r.unit IS NULL THEN r.estimate END) AS fn,
  MAX(CASE WHEN r.measure = 'true-negatives' THEN r.estimate END) AS tn,
  r.flag
FROM arm_result AS r
JOIN study_overview AS s ON s.study = r.study
WHERE r.result_id IN (
    SELECT x.result_id FROM arm_result AS x WHERE x.measure IN ('sensitivity', 'specificity', 'ppv', 'npv')
  )
  AND (
    :condition IS NULL
    OR EXISTS (
      SELECT 1 FROM studied_condition AS c
      JOIN condition_ancestor AS n ON n.condition = c.condition
      WHERE c.study = r.study AND n.ancestor = :condition
    )
  )
  AND (
    :intervention IS NULL
    OR EXISTS (
      SELECT 1 FROM arm_intervention AS x
      JOIN intervention_ancestor AS n ON n.intervention = x.intervention
      WHERE x.study = r.study AND x.arm = r.arm AND n.ancestor = :intervention
    )
  )
  AND (
    :outcome IS NULL
    OR EXISTS (SELECT 1 FROM outcome_ancestor AS n WHERE n.outcome = r.outcome AND n.ancestor = :outcome)
  )
  AND (
    :policy IS NULL
    OR EXISTS (SELECT 1 FROM study_in_policy AS u WHERE u.study = r.study AND u.policy = :policy)
  )
GROUP BY
  r.result_id, r.study, s.label, s.design, s.year, s.retracted, r.scope, r.synthesis, r.outcome, r.outcome_name, r.arm,
  r.arm_label, r.population_set, r.counted, r.flag
ORDER BY r.outcome, r.study, COALESCE(r.arm, ''), r.population_set, r.result_id, COALESCE(r.synthesis, ''), r.scope
