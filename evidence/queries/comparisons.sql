-- title: Comparisons of two interventions, with direction and p value
-- question: Which studies compared this intervention with another, which side did better on each outcome, and how sure is it?
-- note: Forms of an intervention (argon-helium cryoablation) count as that intervention. "better" follows from the
--   numbers and from which way is better for the outcome, not from the p value; a hazard ratio of a survival outcome is one
--   of the event. Where a p value belongs to several times together, it stands in each of their rows, and p_time names them.
-- parameter intervention (intervention): Intervention under review
-- parameter comparator (intervention, optional): What it is compared with; else any other
-- parameter outcome (outcome, optional): The outcome; else all
WITH pair AS (
  SELECT a.study_id AS study, a.key AS arm, b.key AS other
  FROM arm AS a
  JOIN arm AS b ON b.study_id = a.study_id AND b.id <> a.id
  WHERE EXISTS (
    SELECT 1 FROM arm_intervention AS x JOIN vocabulary_intervention AS v ON v.id = x.intervention
    WHERE x.study = a.study_id AND x.arm = a.key AND (v.id = :intervention OR v.broader_id = :intervention)
  )
  AND NOT EXISTS (
    SELECT 1 FROM arm_intervention AS x JOIN vocabulary_intervention AS v ON v.id = x.intervention
    WHERE x.study = b.study_id AND x.arm = b.key AND (v.id = :intervention OR v.broader_id = :intervention)
  )
  AND (
    :comparator IS NULL
    OR EXISTS (
      SELECT 1 FROM arm_intervention AS x JOIN vocabulary_intervention AS v ON v.id = x.intervention
      WHERE x.study = b.study_id AND x.arm = b.key AND (v.id = :comparator OR v.broader_id = :comparator)
    )
  )
),

side AS (
  SELECT
    p.study, p.arm, p.other, x.outcome, x.population_set, x.timepoint, x.timepoint_months,
    x.reported_text AS result, y.reported_text AS other_result,
    CASE
      WHEN x.sign NOT IN ('=', '~') OR y.sign NOT IN ('=', '~') THEN NULL
      ELSE x.estimate - y.estimate
    END AS difference
  FROM pair AS p
  JOIN arm_result AS x ON x.study = p.study AND x.arm = p.arm
  JOIN arm_result AS y
    ON y.study = p.study AND y.arm = p.other AND y.outcome = x.outcome
    AND y.population_set = x.population_set AND y.timepoint = x.timepoint AND y.role = x.role
    AND y.estimator = x.estimator AND COALESCE(y.counted, '') = COALESCE(x.counted, '') AND y.adjusted = x.adjusted
    AND y.measure = x.measure AND COALESCE(y.unit, '') = COALESCE(x.unit, '')
  WHERE x.role = 'outcome' AND (:outcome IS NULL OR x.outcome = :outcome)
),

test AS (
  SELECT
    p.study, p.arm, p.other, c.outcome, c.population_set, c.timepoint, c.timepoint_months, c.measure,
    c.estimate, c.sign, c.ci_low, c.ci_high, c.p_value, c.p_sign, c.p_text, c.verbal,
    c.favors, c.adjusted, c.contrast_method,
    CASE WHEN c.index_arm = p.arm THEN 1 ELSE -1 END AS turn
  FROM pair AS p
  JOIN contrast_result AS c
    ON c.study = p.study
    AND ((c.index_arm = p.arm AND c.reference_arm = p.other) OR (c.index_arm = p.other AND c.reference_arm = p.arm))
  WHERE c.role = 'outcome' AND (:outcome IS NULL OR c.outcome = :outcome)
),

joined AS (
  SELECT
    s.study, s.arm, s.other, s.outcome, s.population_set, s.timepoint, s.timepoint_months, s.result,
    s.other_result, s.difference, t.measure, t.estimate, t.sign, t.ci_low, t.ci_high, t.p_value,
    t.p_sign, t.p_text, t.verbal, t.favors, t.adjusted, t.contrast_method, t.timepoint AS p_time, t.turn
  FROM side AS s
  LEFT JOIN test AS t
    ON t.study = s.study AND t.arm = s.arm AND t.other = s.other AND t.outcome = s.outcome
    AND t.population_set = s.population_set
    AND '+' || t.timepoint || '+' LIKE '%+' || s.timepoint || '+%'
  UNION ALL
  SELECT
    t.study, t.arm, t.other, t.outcome, t.population_set, t.timepoint, t.timepoint_months, NULL, NULL, NULL,
    t.measure, t.estimate, t.sign, t.ci_low, t.ci_high, t.p_value, t.p_sign, t.p_text, t.verbal,
    t.favors, t.adjusted, t.contrast_method, t.timepoint, t.turn
  FROM test AS t
  WHERE NOT EXISTS (
    SELECT 1 FROM side AS s
    WHERE s.study = t.study AND s.arm = t.arm AND s.other = t.other AND s.outcome = t.outcome
      AND s.population_set = t.population_set
      AND '+' || t.timepoint || '+' LIKE '%+' || s.timepoint || '+%'
  )
),

-- more: 1 = the intervention has the higher value, -1 = the lower one, 0 = equal, null = not known
compared AS (
  SELECT
    j.*,
    o.direction, o.domain, o.position AS outcome_position,
    CASE
      WHEN j.difference > 0 THEN 1
      WHEN j.difference < 0 THEN -1
      WHEN j.difference = 0 THEN 0
      WHEN j.favors = 'neither' THEN 0
      WHEN (j.favors = 'index') = (o.direction = 'higher') THEN j.turn
      WHEN j.favors IS NOT NULL THEN -j.turn
      WHEN j.verbal = 'higher' THEN j.turn
      WHEN j.verbal = 'lower' THEN -j.turn
    END AS more
  FROM joined AS j
  JOIN vocabulary_outcome AS o ON o.id = j.outcome
)

SELECT
  c.study,
  s.design,
  c.outcome,
  c.population_set,
  c.timepoint,
  c.arm,
  c.result,
  c.other AS other_arm,
  c.other_result,
  CASE
    WHEN c.more = 0 THEN 'equal'
    WHEN (c.more = 1 AND c.direction = 'higher') OR (c.more = -1 AND c.direction = 'lower') THEN 'intervention'
    WHEN c.direction IN ('higher', 'lower') AND c.more IS NOT NULL THEN 'comparator'
  END AS better,
  c.measure,
  c.estimate,
  CASE WHEN c.measure IS NULL THEN NULL WHEN c.turn = 1 THEN c.arm || ' vs ' || c.other ELSE c.other || ' vs ' || c.arm END
    AS estimate_is,
  c.ci_low,
  c.ci_high,
  c.p_text AS p,
  CASE
    WHEN (c.p_sign = '<' AND c.p_value <= 0.05) OR (c.p_sign IN ('=', '~') AND c.p_value < 0.05)
      THEN 'yes'
    WHEN c.p_sign IN ('=', '~', '>', '>=') AND c.p_value >= 0.05 THEN 'no'
    WHEN c.verbal = 'no significant difference' THEN 'no'
  END AS p_below_05,
  c.p_time,
  c.verbal,
  c.contrast_method AS compared_how
FROM compared AS c
JOIN study_overview AS s ON s.study = c.study
JOIN design AS d ON d.id = s.design
ORDER BY
  c.outcome_position, c.outcome, d.rank, c.study, c.other, c.population_set,
  COALESCE(c.timepoint_months, 0), c.timepoint, COALESCE(c.p_text, ''), COALESCE(c.measure, ''),
  COALESCE(c.verbal, ''), c.arm
