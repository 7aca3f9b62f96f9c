-- One row per ratio or difference that a contrast reports: the table of a forest plot. Changes from baseline within one group,
-- diagnostic odds ratios and regression coefficients are no effects of one side against the other and stand in contrast_result.
-- Key: figure_id
--
-- contrast: Key of the contrast within its study
-- index_arm: Key of the arm on the index side; null unless arms are compared
-- reference_arm: Key of the arm on the reference side; null unless arms are compared
-- index_population: Key of the population set on the index side; null unless sets are compared
-- reference_population: Key of the population set on the reference side; null unless sets are compared
-- contrast_method (codes contrast_method): How the sides were made comparable
-- scope (codes measure_scope): Whether of one contrast of the study, or over the studies of a systematic review: these do not belong into one pool
-- measure (codes statistic): What the estimate is: hazard-ratio, risk-difference, mean-difference ...
-- estimate (real): The effect, index to reference or index minus reference; null when it is absent
-- sign (codes sign): How the estimate bounds the value; ~ also when it was read off a graph; null without an estimate
-- unit: Unit of the estimate; null for ratios, and for a difference printed without one
-- per: Unit that the effect is given per, for example allele; null when none is named
-- planned (boolean): 1 = planned, not observed
-- adjusted (boolean): 1 = adjusted, as the source says of the number, the contrast's method, a matched set, or least-squares means; 0 = not
-- n (integer): How many on both sides together, those on both once where the study tells; null when the sizes of just these groups are not printed
-- log_estimate (real): Natural logarithm of a ratio; null for differences, and for bounds
-- standard_error (real): Standard error, of the logarithm for ratios, from the confidence interval of any level (95% unless stated; Cochrane Handbook 6.3), else as printed; null for one-sided or credible intervals, ends that are bounds, and medians
-- p_value (real): P value; null when none is given as a number
-- p_sign (codes sign): How the p value bounds; null without one
-- p_text: P value as a reader sees it, for example p<.001; null without one
-- p_timepoint: Key of the times that the p value is over together, where it is given for several, for example 1y+2y+3y; null else
-- absent_reason: Why there is no estimate; null when there is one
-- effect_of (codes effect_of): What the number is of: a hazard or rate ratio of the event, for survival too; other ratios and differences of shares of the outcome as it is named, unless the source's words say otherwise; null for means and medians
-- favors (codes favors): Which side the estimate says is better off, however uncertain it is; null when no direction of the outcome is better, or a bound leaves it open
-- nnt (real): Number needed to treat, not rounded: positive = treated for one more that is better off, negative = for one more that is worse off (number needed to harm); null when not known, or without any difference
-- nnt_from (codes risk_source): What nnt is computed from; the arms' own numbers are not adjusted; null without nnt
-- reported_text: All numbers of the row as one text, as printed, in AMA style
-- figure_id: Figure that the row is quoted by, as figure_detail and prose name it
SELECT
  r.study AS study,
  r.label AS label,
  r.design AS design,
  r.outcome AS outcome,
  r.outcome_name AS outcome_name,
  r.contrast AS contrast,
  r.index_arm AS index_arm,
  r.reference_arm AS reference_arm,
  r.index_population AS index_population,
  r.reference_population AS reference_population,
  r.factor AS factor,
  r.contrast_method AS contrast_method,
  r.population_set AS population_set,
  r.timepoint AS timepoint,
  r.timepoint_months AS timepoint_months,
  r.timepoint_text AS timepoint_text,
  r.role AS role,
  r.scope AS scope,
  r.synthesis AS synthesis,
  r.n AS n,
  r.n_from AS n_from,
  r.counted AS counted,
  r.estimator AS estimator,
  r.adjusted AS adjusted,
  r.planned AS planned,
  r.measure AS measure,
  r.estimate AS estimate,
  r.sign AS sign,
  r.unit AS unit,
  r.per AS per,
  r.ci_low AS ci_low,
  r.ci_high AS ci_high,
  r.ci_level AS ci_level,
  r.ci_kind AS ci_kind,
  r.ci_one_sided AS ci_one_sided,
  r.log_estimate AS log_estimate,
  r.standard_error AS standard_error,
  r.p_value AS p_value,
  r.p_sign AS p_sign,
  r.p_text AS p_text,
  r.p_test AS p_test,
  r.p_one_sided AS p_one_sided,
  r.p_multiplicity AS p_multiplicity,
  r.p_timepoint AS p_timepoint,
  r.i_squared AS i_squared,
  r.tau_squared AS tau_squared,
  r.cochran_q AS cochran_q,
  r.heterogeneity_p AS heterogeneity_p,
  r.heterogeneity_p_sign AS heterogeneity_p_sign,
  r.effect_of AS effect_of,
  r.favors AS favors,
  r.nnt AS nnt,
  r.nnt_from AS nnt_from,
  r.absent_reason AS absent_reason,
  r.reported_text AS reported_text,
  r.flag AS flag,
  r.retracted AS retracted,
  r.result_id AS result_id,
  r.figure_id AS figure_id
FROM contrast_result AS r
WHERE r.measure IN (
  'hazard-ratio', 'subdistribution-hazard-ratio', 'odds-ratio', 'risk-ratio', 'rate-ratio',
  'risk-difference', 'mean-difference', 'median-difference', 'least-squares-mean-difference',
  'standardized-mean-difference', 'weighted-mean-difference'
)
