-- title: Accuracy of tests for a target condition
-- question: How sensitive and specific is each test for a condition, at which threshold, in which population, by which study?
-- note: "across-studies" rows are of the studies of a systematic review together, and synthesis says how; they and its studies
--   overlap and are not to be added up. Narrower forms of test and condition count, at any depth. Where the results name no
--   target, the conditions of the study count instead. A flag says what is odd about the printed numbers of the row.
-- parameter condition (condition, optional): Only this target condition or a narrower one
-- parameter intervention (intervention, optional): Only this sort of test or a narrower form
-- parameter test (text, optional): Only the test with this key
-- parameter policy (policy, optional): Only studies that this policy uses
SELECT
  r.study,
  r.label,
  r.design,
  s.year,
  r.retracted,
  CASE WHEN r.synthesis IS NOT NULL OR s.design_group = 'systematic-review' THEN 'across-studies' ELSE 'study' END AS scope,
  r.synthesis,
  r.target_name,
  r.reference_standard,
  r.threshold,
  r.test,
  r.arm,
  r.arm_label,
  r.population_set,
  r.counted,
  r.tp,
  r.fp,
  r.fn,
  r.tn,
  r.counts_from,
  r.sensitivity,
  r.sensitivity_low,
  r.sensitivity_high,
  r.specificity,
  r.specificity_low,
  r.specificity_high,
  r.ppv,
  r.ppv_low,
  r.ppv_high,
  r.npv,
  r.npv_low,
  r.npv_high,
  r.lr_positive,
  r.lr_positive_low,
  r.lr_positive_high,
  r.lr_negative,
  r.lr_negative_low,
  r.lr_negative_high,
  r.dor,
  r.dor_low,
  r.dor_high,
  r.auc,
  r.auc_low,
  r.auc_high,
  r.flag
FROM accuracy_result AS r
JOIN study_overview AS s ON s.study = r.study
WHERE (
    :condition IS NULL
    OR EXISTS (
      SELECT 1 FROM condition_ancestor AS n WHERE n.condition = r.condition AND n.ancestor = :condition
    )
    OR (
      r.target IS NULL
      AND EXISTS (
        SELECT 1 FROM studied_condition AS c
        JOIN condition_ancestor AS n ON n.condition = c.condition
        WHERE c.study = r.study AND n.ancestor = :condition
      )
    )
  )
  AND (
    :intervention IS NULL
    OR EXISTS (
      SELECT 1 FROM arm_intervention AS x
      JOIN intervention_ancestor AS n ON n.intervention = x.intervention
      WHERE x.study = r.study AND x.arm = r.arm AND n.ancestor = :intervention
    )
    OR EXISTS (
      SELECT 1 FROM test_overview AS x
      JOIN intervention_ancestor AS n ON n.intervention = x.intervention
      WHERE x.test = r.test AND n.ancestor = :intervention
    )
  )
  AND (:test IS NULL OR r.test = :test)
  AND (
    :policy IS NULL
    OR EXISTS (SELECT 1 FROM study_in_policy AS u WHERE u.study = r.study AND u.policy = :policy)
  )
ORDER BY
  COALESCE(r.target_name, ''), r.study, COALESCE(r.arm, ''), r.population_set, r.result_id
