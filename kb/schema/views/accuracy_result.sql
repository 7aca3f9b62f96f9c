-- One row per index test, target, threshold and population of a study: its counts and measures side by side, from
-- whichever results of the record print them. Results without a target stand by their outcome. Pooled results of systematic
-- reviews are rows too (synthesis); they and the studies overlap and are not to be added up.
-- Key: study, arm, target, outcome, population_set, timepoint, counted, estimator, adjusted
--
-- test: Key of the test that the arm had; null when the arm names none, and for the whole study
-- test_name: Name of the test; null without a test
-- test_version: Version of the test that was used, as stated; null when not stated
-- arm_label: Name of the arm, reads within a sentence; null for the whole study
-- target: Key of the target within its study; null when the results name none
-- target_name: Name of what the test is to find; null without a target
-- condition: Key of the target condition; null when only its name is known, or without a target
-- outcome: Key of the outcome where the results name no target; null with a target, whatever their outcomes
-- reference_standard: What the target was established by; null when not stated
-- threshold: Limit from which the test counted as positive, as printed, of the target, else of the arm; null when not stated
-- timing: Time between index test and reference standard, as stated; null when not stated
-- blinding (codes reader_blinding): Who read a test without knowing the other; null when not stated
-- verification (codes verification): Who had the reference standard; null when not stated
-- counted: Unit of analysis, of the results or else of the target; null for participants or when not stated
-- tp (integer): Positive tests of those who have the target condition; null when neither printed nor told by the counts of a share
-- fp (integer): Positive tests of those who do not have it; null when neither printed nor told by the counts of a share
-- fn (integer): Negative tests of those who have it; null when neither printed nor told by the counts of a share
-- tn (integer): Negative tests of those who do not have it; null when neither printed nor told by the counts of a share
-- counts_from (codes table_source): Where the counts that are not null are from; null without any
-- sensitivity (real): Sensitivity in percent; null when not printed as a number
-- sensitivity_sign (codes sign): How the number bounds it; null without one
-- sensitivity_low (real): Lower end of its interval; null when none is given
-- sensitivity_high (real): Upper end of its interval; null when none is given
-- specificity (real): Specificity in percent; null when not printed as a number
-- specificity_sign (codes sign): How the number bounds it; null without one
-- specificity_low (real): Lower end of its interval; null when none is given
-- specificity_high (real): Upper end of its interval; null when none is given
-- ppv (real): Positive predictive value in percent; null when not printed as a number
-- ppv_sign (codes sign): How the number bounds it; null without one
-- ppv_low (real): Lower end of its interval; null when none is given
-- ppv_high (real): Upper end of its interval; null when none is given
-- npv (real): Negative predictive value in percent; null when not printed as a number
-- npv_sign (codes sign): How the number bounds it; null without one
-- npv_low (real): Lower end of its interval; null when none is given
-- npv_high (real): Upper end of its interval; null when none is given
-- lr_positive (real): Positive likelihood ratio; null when not printed as a number
-- lr_positive_sign (codes sign): How the number bounds it; null without one
-- lr_positive_low (real): Lower end of its interval; null when none is given
-- lr_positive_high (real): Upper end of its interval; null when none is given
-- lr_negative (real): Negative likelihood ratio; null when not printed as a number
-- lr_negative_sign (codes sign): How the number bounds it; null without one
-- lr_negative_low (real): Lower end of its interval; null when none is given
-- lr_negative_high (real): Upper end of its interval; null when none is given
-- dor (real): Diagnostic odds ratio; null when not printed as a number
-- dor_sign (codes sign): How the number bounds it; null without one
-- dor_low (real): Lower end of its interval; null when none is given
-- dor_high (real): Upper end of its interval; null when none is given
-- auc (real): Area under the receiver operating characteristic curve, from 0 to 1; null when not printed as a number
-- auc_sign (codes sign): How the number bounds it; null without one
-- auc_low (real): Lower end of its interval; null when none is given
-- auc_high (real): Upper end of its interval; null when none is given
-- detection_rate (real): Detection rate in percent; null when not printed as a number
-- detection_rate_sign (codes sign): How the number bounds it; null without one
-- detection_rate_low (real): Lower end of its interval; null when none is given
-- detection_rate_high (real): Upper end of its interval; null when none is given
-- false_positive_rate (real): False-positive rate in percent; null when not printed as a number
-- false_positive_rate_sign (codes sign): How the number bounds it; null without one
-- false_positive_rate_low (real): Lower end of its interval; null when none is given
-- false_positive_rate_high (real): Upper end of its interval; null when none is given
-- ci_level (real): Level of the intervals in percent; null when not stated, when they differ, or without one
-- flag: A printed oddity or error of one of the results, in our words; null when none was seen
-- result_id: The first of the results, in the order of the record
SELECT
  r.study_id AS study,
  s.label AS label,
  s.design_id AS design,
  a.test_id AS test,
  e.name AS test_name,
  a.test_version AS test_version,
  a.key AS arm,
  a.label AS arm_label,
  g.key AS target,
  COALESCE(g.label, c.name) AS target_name,
  g.condition_id AS condition,
  CASE WHEN g.id IS NULL THEN o.outcome_id END AS outcome,
  g.reference_standard AS reference_standard,
  COALESCE(g.threshold, a.threshold) AS threshold,
  g.timing AS timing,
  g.blinding AS blinding,
  g.verification AS verification,
  w.key AS population_set,
  t.key AS timepoint,
  t.months AS timepoint_months,
  t.text AS timepoint_text,
  v.counted AS counted,
  r.estimator AS estimator,
  CASE WHEN r.adjusted THEN 1 ELSE 0 END AS adjusted,
  v.synthesis AS synthesis,
  v.tp AS tp,
  v.fp AS fp,
  v.fn AS fn,
  v.tn AS tn,
  v.counts_from AS counts_from,
  v.sensitivity AS sensitivity,
  v.sensitivity_sign AS sensitivity_sign,
  v.sensitivity_low AS sensitivity_low,
  v.sensitivity_high AS sensitivity_high,
  v.specificity AS specificity,
  v.specificity_sign AS specificity_sign,
  v.specificity_low AS specificity_low,
  v.specificity_high AS specificity_high,
  v.ppv AS ppv,
  v.ppv_sign AS ppv_sign,
  v.ppv_low AS ppv_low,
  v.ppv_high AS ppv_high,
  v.npv AS npv,
  v.npv_sign AS npv_sign,
  v.npv_low AS npv_low,
  v.npv_high AS npv_high,
  v.lr_positive AS lr_positive,
  v.lr_positive_sign AS lr_positive_sign,
  v.lr_positive_low AS lr_positive_low,
  v.lr_positive_high AS lr_positive_high,
  v.lr_negative AS lr_negative,
  v.lr_negative_sign AS lr_negative_sign,
  v.lr_negative_low AS lr_negative_low,
  v.lr_negative_high AS lr_negative_high,
  v.dor AS dor,
  v.dor_sign AS dor_sign,
  v.dor_low AS dor_low,
  v.dor_high AS dor_high,
  v.auc AS auc,
  v.auc_sign AS auc_sign,
  v.auc_low AS auc_low,
  v.auc_high AS auc_high,
  v.detection_rate AS detection_rate,
  v.detection_rate_sign AS detection_rate_sign,
  v.detection_rate_low AS detection_rate_low,
  v.detection_rate_high AS detection_rate_high,
  v.false_positive_rate AS false_positive_rate,
  v.false_positive_rate_sign AS false_positive_rate_sign,
  v.false_positive_rate_low AS false_positive_rate_low,
  v.false_positive_rate_high AS false_positive_rate_high,
  v.ci_level AS ci_level,
  CASE
    WHEN f.flag IS NOT NULL
      THEN COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'result:' || f.id || ':flag'), f.flag)
  END AS flag,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = r.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted,
  r.id AS result_id
FROM evaluation AS v
JOIN result AS r ON r.id = v.result_id
JOIN study AS s ON s.id = r.study_id
JOIN study_outcome AS o ON o.id = r.study_outcome_id
JOIN population_set AS w ON w.id = r.population_set_id
JOIN timepoint AS t ON t.id = r.timepoint_id
LEFT JOIN arm AS a ON a.id = r.arm_id
LEFT JOIN test AS e ON e.id = a.test_id
LEFT JOIN target AS g ON g.id = r.target_id
LEFT JOIN vocabulary_condition AS c ON c.id = g.condition_id
LEFT JOIN result AS f ON f.id = v.flagged_result_id
