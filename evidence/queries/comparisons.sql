-- title: Comparisons of two interventions, with direction and p value
-- question: Which studies compared this intervention with another, which side did better on each outcome, and how sure is it?
-- note: Narrower forms of an intervention (argon-helium cryoablation) count as that intervention, at any depth, and an arm
--   that received it with others is told by arm_also. "better" follows from the arms' own numbers, else from the estimate or
--   the words, and from which way is better for the outcome, not from the p value; "estimate_favors" is what the estimate
--   alone says. "counted" is what the numbers count, if not participants. Where a p value belongs to several times together,
--   it stands in each of their rows, and p_time names them.
-- parameter intervention (intervention): Intervention under review
-- parameter comparator (intervention, optional): What it is compared with; else any other
-- parameter outcome (outcome, optional): The outcome; else all
-- parameter months (real, optional): Only results at this time, in months; else all times
WITH receiving AS (
  SELECT r.study, r.arm, COUNT(DISTINCT r.intervention) AS interventions
  FROM arm_intervention AS r
  JOIN intervention_ancestor AS n ON n.intervention = r.intervention
  WHERE n.ancestor = :intervention
  GROUP BY r.study, r.arm
),

compared AS (
  SELECT DISTINCT r.study, r.arm
  FROM arm_intervention AS r
  JOIN intervention_ancestor AS n ON n.intervention = r.intervention
  WHERE n.ancestor = :comparator
),

pair AS (
  SELECT a.study, a.arm, b.arm AS other, x.interventions - a.interventions AS also
  FROM receiving AS a
  JOIN arm_overview AS x ON x.study = a.study AND x.arm = a.arm
  JOIN arm_overview AS b ON b.study = a.study AND b.arm <> a.arm
  WHERE NOT EXISTS (SELECT 1 FROM receiving AS r WHERE r.study = b.study AND r.arm = b.arm)
    AND (
      :comparator IS NULL
      OR EXISTS (SELECT 1 FROM compared AS c WHERE c.study = b.study AND c.arm = b.arm)
    )
),

side AS (
  SELECT
    p.study, p.arm, p.other, p.also, x.scope, x.outcome, x.population_set, x.timepoint, x.timepoint_months, x.counted,
    x.reported_text AS result, y.reported_text AS other_result,
    CASE
      -- Counts are compared as shares of their groups; without sizes only those of a model, which follows equal groups.
      WHEN x.n > 0 AND y.n > 0 AND (x.measure = 'count' OR y.measure = 'count')
        THEN 1.0 * x.events / x.n - 1.0 * y.events / y.n
      WHEN x.measure = 'count' AND d.design_group <> 'other' THEN NULL
      WHEN x.measure = y.measure AND x.sign IN ('=', '~') AND y.sign IN ('=', '~') THEN x.estimate - y.estimate
    END AS difference
  FROM pair AS p
  JOIN arm_result AS x ON x.study = p.study AND x.arm = p.arm
  JOIN study_overview AS d ON d.study = p.study
  JOIN arm_result AS y
    ON y.study = p.study AND y.arm = p.other AND y.outcome = x.outcome
    AND y.population_set = x.population_set AND y.timepoint = x.timepoint AND y.role = x.role
    AND y.estimator = x.estimator AND COALESCE(y.counted, '') = COALESCE(x.counted, '') AND y.adjusted = x.adjusted
    AND (
      (y.measure = x.measure AND COALESCE(y.unit, '') = COALESCE(x.unit, ''))
      OR (x.measure IN ('count', 'percent') AND y.measure IN ('count', 'percent')
        AND x.events IS NOT NULL AND y.events IS NOT NULL)
    )
  WHERE x.role = 'outcome'
    AND (:outcome IS NULL OR x.outcome = :outcome)
    AND (:months IS NULL OR x.timepoint_months = :months)
),

test AS (
  SELECT
    p.study, p.arm, p.other, p.also, c.scope, c.outcome, c.population_set, c.timepoint, c.timepoint_months, c.counted,
    c.measure, c.estimate, c.ci_low, c.ci_high, c.p_timepoint, c.verbal, c.adjusted, c.contrast_method,
    CASE WHEN c.p_test IN ('difference', 'superiority') THEN c.p_value END AS p_value,
    CASE WHEN c.p_test IN ('difference', 'superiority') THEN c.p_sign END AS p_sign,
    CASE WHEN c.p_test IN ('difference', 'superiority') THEN c.p_text END AS p_text,
    CASE WHEN c.index_arm = p.arm THEN 1 ELSE -1 END AS turn,
    CASE
      WHEN c.favors = 'neither' THEN 'equal'
      WHEN (c.favors = 'index') = (c.index_arm = p.arm) THEN 'intervention'
      WHEN c.favors IN ('index', 'reference') THEN 'comparator'
    END AS favors
  FROM pair AS p
  JOIN contrast_result AS c
    ON c.study = p.study
    AND ((c.index_arm = p.arm AND c.reference_arm = p.other) OR (c.index_arm = p.other AND c.reference_arm = p.arm))
  WHERE c.role = 'outcome' AND (:outcome IS NULL OR c.outcome = :outcome)
    -- A p value for interaction or trend alone says nothing of the two sides.
    AND (
      c.measure IS NOT NULL OR c.verbal IS NOT NULL OR c.p_test IS NULL OR c.p_test IN ('difference', 'superiority')
    )
),

joined AS (
  SELECT
    s.study, s.arm, s.other, s.also, s.scope, s.outcome, s.population_set, s.timepoint, s.timepoint_months, s.counted,
    s.result, s.other_result, s.difference, t.measure, t.estimate, t.ci_low, t.ci_high, t.p_value, t.p_sign, t.p_text,
    t.verbal, t.contrast_method, COALESCE(t.p_timepoint, CASE WHEN t.p_text IS NOT NULL THEN t.timepoint END) AS p_time,
    t.turn, t.favors
  FROM side AS s
  LEFT JOIN test AS t
    ON t.study = s.study AND t.arm = s.arm AND t.other = s.other AND t.outcome = s.outcome
    AND t.population_set = s.population_set AND COALESCE(t.counted, '') = COALESCE(s.counted, '')
    AND '+' || t.timepoint || '+' LIKE '%+' || s.timepoint || '+%'
    -- A p value over several times that stands beside the estimate at this time already.
    AND NOT EXISTS (
      SELECT 1 FROM test AS e
      WHERE e.study = t.study AND e.arm = t.arm AND e.other = t.other AND e.outcome = t.outcome
        AND e.population_set = t.population_set AND COALESCE(e.counted, '') = COALESCE(t.counted, '')
        AND e.p_timepoint = t.timepoint AND e.timepoint = s.timepoint AND t.measure IS NULL
    )
  UNION ALL
  SELECT
    t.study, t.arm, t.other, t.also, t.scope, t.outcome, t.population_set, t.timepoint, t.timepoint_months, t.counted,
    NULL, NULL, NULL, t.measure, t.estimate, t.ci_low, t.ci_high, t.p_value, t.p_sign, t.p_text, t.verbal,
    t.contrast_method, COALESCE(t.p_timepoint, CASE WHEN t.p_text IS NOT NULL THEN t.timepoint END), t.turn, t.favors
  FROM test AS t
  WHERE (:months IS NULL OR t.timepoint_months = :months)
    AND NOT EXISTS (
      SELECT 1 FROM side AS s
      WHERE s.study = t.study AND s.arm = t.arm AND s.other = t.other AND s.outcome = t.outcome
        AND s.population_set = t.population_set AND COALESCE(s.counted, '') = COALESCE(t.counted, '')
        AND '+' || t.timepoint || '+' LIKE '%+' || s.timepoint || '+%'
    )
)

SELECT
  j.study,
  s.design,
  s.retracted,
  j.scope,
  j.outcome,
  j.population_set,
  j.timepoint,
  j.arm,
  j.also AS arm_also,
  j.result,
  j.other AS other_arm,
  j.other_result,
  j.counted,
  CASE
    WHEN j.difference IS NULL THEN j.favors
    WHEN j.difference = 0 THEN 'equal'
    WHEN o.direction NOT IN ('higher', 'lower') THEN NULL
    WHEN (j.difference > 0) = (o.direction = 'higher') THEN 'intervention'
    ELSE 'comparator'
  END AS better,
  j.measure,
  j.estimate,
  CASE
    WHEN j.measure IS NULL THEN NULL
    WHEN j.turn = 1 THEN j.arm || ' vs ' || j.other
    ELSE j.other || ' vs ' || j.arm
  END AS estimate_is,
  j.ci_low,
  j.ci_high,
  CASE WHEN j.measure IS NOT NULL THEN j.favors END AS estimate_favors,
  j.p_text AS p,
  CASE
    WHEN (j.p_sign IN ('<', '<=') AND j.p_value <= 0.05) OR (j.p_sign IN ('=', '~') AND j.p_value < 0.05) THEN 'yes'
    WHEN j.p_sign IN ('=', '~', '>', '>=') AND j.p_value >= 0.05 THEN 'no'
    WHEN j.verbal = 'no significant difference' THEN 'no'
  END AS p_below_05,
  j.p_time,
  j.verbal,
  j.contrast_method AS compared_how
FROM joined AS j
JOIN study_overview AS s ON s.study = j.study
JOIN outcome AS o ON o.outcome = j.outcome
ORDER BY
  o.position, j.outcome,
  CASE s.design_group WHEN 'randomized' THEN 1 WHEN 'nonrandomized-comparative' THEN 2 WHEN 'noncomparative' THEN 3 ELSE 4 END,
  j.study, j.other, j.population_set, COALESCE(j.timepoint_months, 0), j.timepoint, COALESCE(j.result, ''),
  COALESCE(j.p_text, ''), COALESCE(j.measure, ''), COALESCE(j.verbal, ''), j.arm
