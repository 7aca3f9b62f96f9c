-- title: The table of a forest plot
-- question: Which effect on one outcome does each study report, with logarithm, standard error and direction?
-- note: One row per ratio or difference; draw those of one measure, one time and one population together. "effect_of" says
--   whether a ratio is of the event or of its absence, "favors" which side is better off by it. Pooled effects of systematic
--   reviews (scope across-studies) are no further studies. A retracted study is told and belongs into no plot.
-- parameter outcome (outcome): The outcome; narrower ones count
-- parameter measure (measure, optional): Only this measure, for example hazard-ratio
-- parameter intervention (intervention, optional): Only contrasts with it or a narrower form on one side alone
SELECT
  e.study,
  e.label,
  e.design,
  s.year,
  s.retracted,
  e.scope,
  e.outcome,
  e.population_set,
  e.timepoint,
  e.contrast,
  e.index_arm,
  e.reference_arm,
  e.factor,
  e.contrast_method,
  e.adjusted,
  e.measure,
  e.estimate,
  e.sign,
  e.unit,
  e.ci_low,
  e.ci_high,
  e.ci_level,
  e.ci_kind,
  e.log_estimate,
  e.standard_error,
  e.effect_of,
  e.favors,
  e.p_text AS p,
  e.n,
  e.reported_text
FROM effect AS e
JOIN study_overview AS s ON s.study = e.study
JOIN outcome_ancestor AS o ON o.outcome = e.outcome
WHERE o.ancestor = :outcome
  AND e.planned = 0
  AND (:measure IS NULL OR e.measure = :measure)
  AND (
    :intervention IS NULL
    OR (
      SELECT COUNT(DISTINCT x.arm) FROM arm_intervention AS x
      JOIN intervention_ancestor AS n ON n.intervention = x.intervention
      WHERE x.study = e.study AND x.arm IN (e.index_arm, e.reference_arm) AND n.ancestor = :intervention
    ) = 1
  )
ORDER BY
  e.outcome, e.measure, CASE e.scope WHEN 'across-studies' THEN 1 ELSE 0 END, COALESCE(s.year, 0), e.study, e.contrast,
  e.population_set, COALESCE(e.timepoint_months, 0), e.timepoint, e.figure_id
