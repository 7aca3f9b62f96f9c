-- One row per measure of a contrast: a risk difference beside an odds ratio are two rows. A p value or words alone are rows
-- too. A p value over several times stands in the row of each of these times that has an estimate, and in a row of its own.
-- Key: figure_id
--
-- contrast: Key of the contrast within its study
-- index_arm: Key of the arm on the index side; null unless arms are compared
-- reference_arm: Key of the arm on the reference side; null unless arms are compared
-- index_population: Key of the population set on the index side; null unless sets are compared
-- reference_population: Key of the population set on the reference side; null unless sets are compared
-- contrast_method (codes contrast_method): How the sides were made comparable
-- scope (codes measure_scope): Whether of one contrast of the study, or over the studies of a systematic review
-- measure (codes statistic): What the estimate is: hazard-ratio, mean-difference ...; null when there is only a p value or words
-- estimate (real): The effect; null when there is only a p value or words, or it is absent
-- sign (codes sign): How the estimate bounds the value; ~ also when it was read off a graph; null without an estimate
-- unit: Unit of the estimate; null for ratios, and without a measure
-- per: Unit that the effect is given per, for example allele; null when none is named
-- planned (boolean): 1 = planned, not observed
-- adjusted (boolean): 1 = adjusted, as the source says of the number, the contrast's method, a matched set, or least-squares means; 0 = not
-- n (integer): How many on both sides together, those on both once where the study tells; null when the sizes of just these groups are not printed
-- p_value (real): P value; null when none is given as a number
-- p_sign (codes sign): How the p value bounds; null without one
-- p_text: P value as a reader sees it, for example p<.001; null without one
-- p_timepoint: Key of the times that the p value is over together, where it is given for several, for example 1y+2y+3y; null else
-- verbal: What the source says in words, for example no significant difference; null when it gives none
-- absent_reason: Why there is no estimate; null when there is one, a p value, or words
-- effect_of (codes effect_of): What the number is of: a hazard or rate ratio of the event, for survival too; other ratios and differences of shares of the outcome as it is named, unless the source's words say otherwise; null for means and medians
-- favors (codes favors): Which side the estimate (else the source's words) says is better off, however uncertain; a factor's index side are those with it; null when no direction is better, or a bound leaves it open
-- nnt (real): Number needed to treat, not rounded: positive = treated for one more that is better off, negative = for one more that is worse off; null when not known, or without any difference
-- nnt_from (codes risk_source): What nnt is computed from; the arms' own numbers are not adjusted; null without nnt
-- reported_text: All numbers of the row as one text, as printed, in AMA style
-- figure_id: Figure that the row is quoted by, as figure_detail and prose name it
-- position (integer): Order within its result, from 1
SELECT
  r.study_id AS study,
  s.label AS label,
  s.design_id AS design,
  o.outcome_id AS outcome,
  v.name AS outcome_name,
  c.key AS contrast,
  ia.key AS index_arm,
  ra.key AS reference_arm,
  ip.key AS index_population,
  rp.key AS reference_population,
  c.factor AS factor,
  c.method AS contrast_method,
  w.key AS population_set,
  g.key AS target,
  t.key AS timepoint,
  t.months AS timepoint_months,
  t.text AS timepoint_text,
  r.role AS role,
  CASE
    WHEN m.synthesis IS NOT NULL OR d.design_group = 'systematic-review' THEN 'across-studies'
    ELSE r.scope
  END AS scope,
  m.synthesis AS synthesis,
  m.n AS n,
  m.n_from AS n_from,
  m.counted AS counted,
  r.estimator AS estimator,
  CASE WHEN m.adjusted THEN 1 ELSE 0 END AS adjusted,
  CASE WHEN m.planned THEN 1 ELSE 0 END AS planned,
  m.measure AS measure,
  m.estimate AS estimate,
  m.sign AS sign,
  m.unit AS unit,
  m.per AS per,
  m.ci_low AS ci_low,
  m.ci_high AS ci_high,
  m.ci_level AS ci_level,
  m.ci_kind AS ci_kind,
  CASE WHEN m.ci_one_sided THEN 1 ELSE 0 END AS ci_one_sided,
  m.prediction_low AS prediction_low,
  m.prediction_high AS prediction_high,
  m.range_low AS range_low,
  m.range_high AS range_high,
  m.sd AS sd,
  m.se AS se,
  m.log_estimate AS log_estimate,
  m.standard_error AS standard_error,
  m.p_value AS p_value,
  m.p_sign AS p_sign,
  m.p_text AS p_text,
  m.p_test AS p_test,
  CASE WHEN m.p_one_sided THEN 1 ELSE 0 END AS p_one_sided,
  m.p_multiplicity AS p_multiplicity,
  m.p_timepoint AS p_timepoint,
  m.i_squared AS i_squared,
  m.tau_squared AS tau_squared,
  m.cochran_q AS cochran_q,
  m.heterogeneity_p AS heterogeneity_p,
  m.heterogeneity_p_sign AS heterogeneity_p_sign,
  m.verbal AS verbal,
  m.absent_reason AS absent_reason,
  CASE
    WHEN m.measure IN ('hazard-ratio', 'subdistribution-hazard-ratio', 'rate-ratio') THEN 'event'
    WHEN m.measure IN ('odds-ratio', 'risk-ratio', 'risk-difference') THEN
      CASE
        WHEN v.named_for = 'event' THEN 'event'
        WHEN (m.effect_sign > 0 AND m.verbal = 'favors reference') OR (m.effect_sign < 0 AND m.verbal = 'favors index')
          THEN 'event'
        ELSE 'absence'
      END
  END AS effect_of,
  CASE
    WHEN m.verbal IN ('favors index', 'favors reference') AND (
      m.estimate IS NULL OR (
        m.measure IN ('odds-ratio', 'risk-ratio', 'risk-difference') AND m.effect_sign IN (-1, 1)
        AND v.named_for = 'absence'
      )
    ) THEN SUBSTR(m.verbal, 8)
    WHEN v.direction NOT IN ('higher', 'lower') THEN NULL
    WHEN m.measure IN ('hazard-ratio', 'subdistribution-hazard-ratio', 'rate-ratio') THEN
      CASE
        WHEN m.effect_sign = 0 THEN 'neither'
        WHEN (m.effect_sign = -1) = (v.direction = 'lower' OR v.named_for = 'absence') THEN 'index'
        WHEN m.effect_sign IS NOT NULL THEN 'reference'
      END
    WHEN m.measure IN (
      'odds-ratio', 'risk-ratio', 'risk-difference', 'mean-difference', 'median-difference',
      'least-squares-mean-difference', 'standardized-mean-difference', 'weighted-mean-difference'
    ) THEN
      CASE
        WHEN m.effect_sign = 0 THEN 'neither'
        WHEN v.direction = 'lower' AND v.domain IN ('survival', 'recurrence')
          AND m.unit IN ('hours', 'days', 'weeks', 'months', 'years') THEN NULL
        WHEN (m.effect_sign = -1) = (v.direction = 'lower') THEN 'index'
        WHEN m.effect_sign IS NOT NULL THEN 'reference'
      END
    WHEN m.estimate IS NOT NULL THEN NULL
    WHEN m.verbal IN ('higher', 'lower') THEN CASE WHEN m.verbal = v.direction THEN 'index' ELSE 'reference' END
  END AS favors,
  CASE v.direction
    WHEN 'higher' THEN 1.0 / NULLIF(m.risk_difference, 0)
    WHEN 'lower' THEN -1.0 / NULLIF(m.risk_difference, 0)
  END AS nnt,
  CASE WHEN m.risk_difference <> 0 AND v.direction IN ('higher', 'lower') THEN m.risk_difference_from END AS nnt_from,
  m.reported_text AS reported_text,
  CASE
    WHEN r.flag IS NOT NULL
      THEN COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'result:' || r.id || ':flag'), r.flag)
  END AS flag,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = r.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted,
  r.id AS result_id,
  m.id AS figure_id,
  m.position AS position,
  m.statement AS statement
FROM measure AS m
JOIN result AS r ON r.id = m.result_id
JOIN study AS s ON s.id = r.study_id
JOIN design AS d ON d.id = s.design_id
JOIN study_outcome AS o ON o.id = r.study_outcome_id
JOIN outcome AS v ON v.outcome = o.outcome_id
JOIN population_set AS w ON w.id = r.population_set_id
LEFT JOIN target AS g ON g.id = r.target_id
JOIN timepoint AS t ON t.id = r.timepoint_id
JOIN contrast AS c ON c.id = r.contrast_id
LEFT JOIN arm AS ia ON ia.id = c.index_arm_id
LEFT JOIN arm AS ra ON ra.id = c.reference_arm_id
LEFT JOIN population_set AS ip ON ip.id = c.index_population_id
LEFT JOIN population_set AS rp ON rp.id = c.reference_population_id
WHERE r.scope = 'contrast'
