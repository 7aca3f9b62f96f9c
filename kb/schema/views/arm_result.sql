-- One row per result of one arm; its numbers side by side.
-- Key: result_id
--
-- arm: Key of the arm within its study
-- arm_label: Name of the arm, reads within a sentence
-- intervention: Keys of the interventions of the arm, in order, joined by " + "; null when none is entered
-- estimate (real): The number that the result is quoted by; null when there is none (absent, words, a bare range)
-- statistic (codes statistic): What the estimate is: percent, count, median ...; null for a bare range
-- sign (codes sign): How the estimate bounds the value; null for a bare range
-- unit: Unit of the estimate, for example %, months; null for counts and for a bare range
-- range_low (real): Lower end of the range next to the estimate; null when none is given
-- range_high (real): Upper end of the range next to the estimate; null when none is given
-- iqr_low (real): Lower quartile next to the estimate; null when none is given
-- iqr_high (real): Upper quartile next to the estimate; null when none is given
-- sd (real): Standard deviation next to the estimate; null when none is given
-- se (real): Standard error next to the estimate; null when none is given
-- absent_reason: Why there is no estimate; null when there is one, or words
-- reported_text: All numbers of the result as one text, as printed, in AMA style
SELECT
  r.study_id AS study,
  s.label AS label,
  s.design_id AS design,
  o.outcome_id AS outcome,
  v.name AS outcome_name,
  a.arm AS arm,
  a.arm_label AS arm_label,
  a.intervention AS intervention,
  a.arm_n AS arm_n,
  w.key AS population_set,
  t.key AS timepoint,
  t.months AS timepoint_months,
  r.role AS role,
  r.counted AS counted,
  r.estimator AS estimator,
  CASE WHEN r.adjusted THEN 1 ELSE 0 END AS adjusted,
  m.value AS estimate,
  m.statistic AS statistic,
  m.sign AS sign,
  m.unit AS unit,
  (
    SELECT CAST(x.value AS INTEGER) FROM figure AS x
    WHERE x.result_id = r.id AND x.statement = COALESCE(m.statement, 0) AND x.statistic = 'count'
    ORDER BY x.position LIMIT 1
  ) AS events,
  (
    SELECT CAST(x.value AS INTEGER) FROM figure AS x
    WHERE x.result_id = r.id AND x.statement = COALESCE(m.statement, 0) AND x.statistic = 'total'
    ORDER BY x.position LIMIT 1
  ) AS total,
  (
    SELECT x.value FROM figure AS x
    WHERE x.result_id = r.id AND x.statement = COALESCE(m.statement, 0) AND x.statistic = 'ci-low'
    ORDER BY x.position LIMIT 1
  ) AS ci_low,
  (
    SELECT x.value FROM figure AS x
    WHERE x.result_id = r.id AND x.statement = COALESCE(m.statement, 0) AND x.statistic = 'ci-high'
    ORDER BY x.position LIMIT 1
  ) AS ci_high,
  (
    SELECT x.level FROM figure AS x
    WHERE x.result_id = r.id AND x.statement = COALESCE(m.statement, 0) AND x.statistic = 'ci-low'
    ORDER BY x.position LIMIT 1
  ) AS ci_level,
  (
    SELECT x.value FROM figure AS x
    WHERE x.result_id = r.id AND x.statement = COALESCE(m.statement, 0) AND x.statistic = 'range-low'
    ORDER BY x.position LIMIT 1
  ) AS range_low,
  (
    SELECT x.value FROM figure AS x
    WHERE x.result_id = r.id AND x.statement = COALESCE(m.statement, 0) AND x.statistic = 'range-high'
    ORDER BY x.position LIMIT 1
  ) AS range_high,
  (
    SELECT x.value FROM figure AS x
    WHERE x.result_id = r.id AND x.statement = COALESCE(m.statement, 0) AND x.statistic = 'iqr-low'
    ORDER BY x.position LIMIT 1
  ) AS iqr_low,
  (
    SELECT x.value FROM figure AS x
    WHERE x.result_id = r.id AND x.statement = COALESCE(m.statement, 0) AND x.statistic = 'iqr-high'
    ORDER BY x.position LIMIT 1
  ) AS iqr_high,
  (
    SELECT x.value FROM figure AS x
    WHERE x.result_id = r.id AND x.statement = COALESCE(m.statement, 0) AND x.statistic = 'sd'
    ORDER BY x.position LIMIT 1
  ) AS sd,
  (
    SELECT x.value FROM figure AS x
    WHERE x.result_id = r.id AND x.statement = COALESCE(m.statement, 0) AND x.statistic = 'se'
    ORDER BY x.position LIMIT 1
  ) AS se,
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
JOIN arm_overview AS a ON a.arm_id = r.arm_id
LEFT JOIN figure AS m ON m.result_id = r.id AND m.is_main
WHERE r.scope = 'arm'
