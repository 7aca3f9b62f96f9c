-- title: Ratios whose interval crosses 1
-- question: Which hazard ratios (or other ratios) have an interval that includes 1?
-- note: An interval that ends at 1 includes it. A ratio without an interval is not listed: nothing is known of it. Pooled ratios
--   of systematic reviews have the scope across-studies; ci_kind tells confidence from credible intervals.
-- parameter measure (measure, default hazard-ratio): Which ratio: hazard-ratio, odds-ratio, risk-ratio, rate-ratio
-- parameter outcome (outcome, optional): Only this outcome or a narrower one
-- parameter policy (policy, optional): Only studies that this policy uses
SELECT
  e.study,
  e.label,
  e.design,
  s.retracted,
  e.scope,
  e.outcome,
  e.population_set,
  e.timepoint,
  e.contrast,
  e.index_arm,
  e.reference_arm,
  e.factor,
  e.adjusted,
  e.measure,
  e.estimate,
  e.ci_low,
  e.ci_high,
  e.ci_level,
  e.ci_kind,
  e.effect_of,
  e.favors,
  e.p_text AS p,
  e.reported_text
FROM effect AS e
JOIN study_overview AS s ON s.study = e.study
WHERE e.measure = :measure AND e.log_estimate IS NOT NULL AND e.ci_low <= 1 AND e.ci_high >= 1
  AND (
    :outcome IS NULL
    OR EXISTS (SELECT 1 FROM outcome_ancestor AS n WHERE n.outcome = e.outcome AND n.ancestor = :outcome)
  )
  AND (
    :policy IS NULL
    OR EXISTS (SELECT 1 FROM study_in_policy AS u WHERE u.study = e.study AND u.policy = :policy)
  )
ORDER BY e.study, e.outcome, e.contrast, e.population_set, e.timepoint, e.figure_id
