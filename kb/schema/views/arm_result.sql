-- One row per measure of an arm, or of a whole study: a median beside a count are two rows, and so are sensitivity and
-- specificity. A bare range, words alone and a value that is not given are rows too.
-- Key: figure_id
--
-- arm: Key of the arm within its study; null for the whole study
-- arm_label: Name of the arm, reads within a sentence; null for the whole study
-- arm_n (integer): Participants of the arm as the study reports them, before any matching or selection (n says how many this row is out of); null when not reported, and for the whole study
-- scope (codes measure_scope): Whether of one arm, of the whole study, or over the studies of a systematic review
-- measure (codes statistic): What the estimate is: percent, count, median ...; null for a bare range, words or a p value alone, or when none is named
-- estimate (real): The number; null when there is none (absent, words, a bare range)
-- sign (codes sign): How the estimate bounds the value; ~ also when it was read off a graph; null without an estimate
-- unit: Unit of the estimate, for example %, months; null for counts
-- planned (boolean): 1 = planned, not observed
-- n (integer): How many the number is out of, in the unit counted; null when the size of just this group is not printed, and for another size than its own
-- range_low (real): Lower end of its range; null when none is given
-- range_high (real): Upper end of its range; null when none is given
-- iqr_low (real): Lower quartile; null when none is given
-- iqr_high (real): Upper quartile; null when none is given
-- sd (real): Standard deviation as printed; null when none is given
-- se (real): Standard error as printed; null when none is given
-- verbal: What the source says in words; null when it says nothing
-- p_value (real): P value given for this arm or the whole study, for example over all arms; null when none is given
-- p_sign (codes sign): How the p value bounds; null without one
-- absent_reason: Why there is no estimate; null when there is one, or words
-- reported_text: All numbers of the row as one text, as printed, in AMA style
-- figure_id: Figure that the row is quoted by, as figure_detail and prose name it
-- position (integer): Order within its result, from 1
SELECT
  r.study_id AS study,
  s.label AS label,
  s.design_id AS design,
  o.outcome_id AS outcome,
  v.name AS outcome_name,
  a.key AS arm,
  a.label AS arm_label,
  g.size AS arm_n,
  w.key AS population_set,
  x.key AS target,
  t.key AS timepoint,
  t.months AS timepoint_months,
  t.text AS timepoint_text,
  r.role AS role,
  CASE
    WHEN m.synthesis IS NOT NULL OR (d.design_group = 'systematic-review' AND r.role <> 'flow') THEN 'across-studies'
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
  m.events AS events,
  m.total AS total,
  m.ci_low AS ci_low,
  m.ci_high AS ci_high,
  m.ci_level AS ci_level,
  m.ci_kind AS ci_kind,
  CASE WHEN m.ci_one_sided THEN 1 ELSE 0 END AS ci_one_sided,
  m.prediction_low AS prediction_low,
  m.prediction_high AS prediction_high,
  m.range_low AS range_low,
  m.range_high AS range_high,
  m.iqr_low AS iqr_low,
  m.iqr_high AS iqr_high,
  m.sd AS sd,
  m.se AS se,
  m.verbal AS verbal,
  m.p_value AS p_value,
  m.p_sign AS p_sign,
  m.p_text AS p_text,
  m.p_test AS p_test,
  CASE WHEN m.p_one_sided THEN 1 ELSE 0 END AS p_one_sided,
  m.p_multiplicity AS p_multiplicity,
  m.i_squared AS i_squared,
  m.tau_squared AS tau_squared,
  m.cochran_q AS cochran_q,
  m.heterogeneity_p AS heterogeneity_p,
  m.heterogeneity_p_sign AS heterogeneity_p_sign,
  m.absent_reason AS absent_reason,
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
JOIN vocabulary_outcome AS v ON v.id = o.outcome_id
JOIN population_set AS w ON w.id = r.population_set_id
LEFT JOIN target AS x ON x.id = r.target_id
JOIN timepoint AS t ON t.id = r.timepoint_id
LEFT JOIN arm AS a ON a.id = r.arm_id
LEFT JOIN group_size AS g ON g.arm_id = r.arm_id AND g.population_set_id = r.study_id || '/whole'
WHERE r.scope <> 'contrast'
