-- One row per result of one contrast; its numbers side by side.
-- Key: result_id
--
-- contrast: Key of the contrast within its study
-- index_arm: Key of the arm on the index side; null unless arms are compared
-- reference_arm: Key of the arm on the reference side; null unless arms are compared
-- index_population: Key of the population set on the index side; null unless sets are compared
-- reference_population: Key of the population set on the reference side; null unless sets are compared
-- contrast_method (codes contrast_method): How the sides were made comparable
-- measure (codes statistic): What the estimate is: hazard-ratio, mean-difference ...; null when there is only a p value or words
-- estimate (real): The effect; null when there is only a p value or words, or it is absent
-- sign (codes sign): How the estimate bounds the value; null without a measure
-- unit: Unit of the estimate; null for ratios, and without a measure
-- p_value (real): First p value of the result; null when none is given as a number
-- p_sign (codes sign): How the p value bounds; null when the result has no p value
-- p_text: First p value as a reader sees it, for example p<.001; null when the result has none
-- verbal: What the source says in words, for example no significant difference; null when it gives none
-- absent_reason: Why there is no estimate; null when there is one, a p value, or words
-- reported_text: All numbers of the result as one text, as printed, in AMA style
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
  t.key AS timepoint,
  t.months AS timepoint_months,
  r.role AS role,
  r.counted AS counted,
  r.estimator AS estimator,
  CASE WHEN r.adjusted THEN 1 ELSE 0 END AS adjusted,
  m.statistic AS measure,
  m.value AS estimate,
  m.sign AS sign,
  m.unit AS unit,
  (
    SELECT x.value FROM figure AS x
    WHERE x.result_id = r.id AND x.statement = m.statement AND x.statistic = 'ci-low'
    ORDER BY x.position LIMIT 1
  ) AS ci_low,
  (
    SELECT x.value FROM figure AS x
    WHERE x.result_id = r.id AND x.statement = m.statement AND x.statistic = 'ci-high'
    ORDER BY x.position LIMIT 1
  ) AS ci_high,
  (
    SELECT x.level FROM figure AS x
    WHERE x.result_id = r.id AND x.statement = m.statement AND x.statistic = 'ci-low'
    ORDER BY x.position LIMIT 1
  ) AS ci_level,
  p.value AS p_value,
  p.sign AS p_sign,
  p.reported_text AS p_text,
  (
    SELECT x.reported FROM figure AS x
    WHERE x.result_id = r.id AND x.statistic = 'verbal'
    ORDER BY x.position LIMIT 1
  ) AS verbal,
  m.absent_reason AS absent_reason,
  r.reported_text AS reported_text,
  r.flag AS flag,
  r.id AS result_id
FROM result AS r
JOIN study AS s ON s.id = r.study_id
JOIN study_outcome AS o ON o.id = r.study_outcome_id
JOIN vocabulary_outcome AS v ON v.id = o.outcome_id
JOIN population_set AS w ON w.id = r.population_set_id
JOIN timepoint AS t ON t.id = r.timepoint_id
JOIN contrast AS c ON c.id = r.contrast_id
LEFT JOIN arm AS ia ON ia.id = c.index_arm_id
LEFT JOIN arm AS ra ON ra.id = c.reference_arm_id
LEFT JOIN population_set AS ip ON ip.id = c.index_population_id
LEFT JOIN population_set AS rp ON rp.id = c.reference_population_id
LEFT JOIN figure AS m ON m.result_id = r.id AND m.is_main AND m.statistic NOT IN ('p-value', 'verbal')
LEFT JOIN figure AS p ON p.id = (
  SELECT x.id FROM figure AS x
  WHERE x.result_id = r.id AND x.statistic = 'p-value'
  ORDER BY x.position LIMIT 1
)
WHERE r.scope = 'contrast'
