-- title: Number needed to treat or to harm
-- question: How many have to be treated for one more who is better off, or worse off?
-- note: From the risk difference as printed, else from counts, else from percentages of the two arms ("from" says which,
--   "adjusted" whether the arms' own numbers are adjusted). NNT: one more is better off with "arm" than with "other_arm";
--   NNH: one more is worse off. Rounded up, as is usual; "exact" is not. Look at p and interval first: without a difference
--   it means little. Two p values of one comparison, for example adjusted and not, both stand in "p". Only shares of
--   participants, not of lesions or procedures, and no rates over the studies of a review.
-- parameter policy (policy, optional): Only studies that this policy uses
-- parameter indication (indication, optional): Only studies used for this indication
-- parameter outcome (outcome, optional): Only this outcome or a narrower one
-- parameter intervention (intervention, optional): Only arms that received it or a narrower form, against those that did not
WITH contrast AS (
  SELECT DISTINCT c.study, c.contrast, c.index_arm, c.reference_arm
  FROM contrast_result AS c
  WHERE c.index_arm IS NOT NULL
),

-- Two contrasts of the same arms, the one turned round, are one.
side AS (
  SELECT c.study, c.contrast, c.index_arm, c.reference_arm
  FROM contrast AS c
  WHERE NOT EXISTS (
    SELECT 1 FROM contrast AS d
    WHERE d.study = c.study AND d.contrast < c.contrast
      AND ((d.index_arm = c.reference_arm AND d.reference_arm = c.index_arm)
        OR (d.index_arm = c.index_arm AND d.reference_arm = c.reference_arm))
  )
),

arms AS (
  SELECT
    c.study, c.index_arm, c.reference_arm, x.outcome, x.population_set, x.timepoint, x.timepoint_months,
    x.adjusted, x.reported_text AS index_result, y.reported_text AS reference_result,
    CASE WHEN x.events IS NOT NULL AND x.n > 0 AND y.events IS NOT NULL AND y.n > 0 THEN 1 ELSE 0 END AS from_counts,
    CASE
      WHEN x.events IS NOT NULL AND x.n > 0 AND y.events IS NOT NULL AND y.n > 0
        THEN 1.0 * x.events / x.n - 1.0 * y.events / y.n
      ELSE (x.estimate - y.estimate) / 100
    END AS difference
  FROM side AS c
  JOIN arm_result AS x ON x.study = c.study AND x.arm = c.index_arm
  JOIN arm_result AS y
    ON y.study = c.study AND y.arm = c.reference_arm AND y.outcome = x.outcome
    AND y.population_set = x.population_set AND y.timepoint = x.timepoint AND y.estimator = x.estimator
    AND y.adjusted = x.adjusted AND y.role = x.role
  WHERE x.role = 'outcome' AND x.scope = 'arm' AND x.counted IS NULL AND y.counted IS NULL
    AND x.sign = '=' AND y.sign = '='
    AND (
      (x.measure IN ('percent', 'count') AND y.measure IN ('percent', 'count')
        AND x.events IS NOT NULL AND x.n > 0 AND y.events IS NOT NULL AND y.n > 0)
      OR (x.measure = 'percent' AND y.measure = 'percent' AND x.unit = '%' AND y.unit = '%')
    )
),

printed AS (
  SELECT
    c.study, c.index_arm, c.reference_arm, c.outcome, c.population_set, c.timepoint, 1 / c.nnt AS benefit,
    c.ci_low, c.ci_high
  FROM contrast_result AS c
  WHERE c.measure = 'risk-difference' AND c.nnt IS NOT NULL AND c.nnt_from = 'printed' AND c.counted IS NULL
),

compared AS (
  SELECT c.study, c.index_arm, c.reference_arm, c.outcome, c.population_set, c.timepoint, c.p_text
  FROM contrast_result AS c
  WHERE c.p_test IN ('difference', 'superiority') AND c.counted IS NULL
),

-- In either direction, once for each pair of arms.
test AS (
  SELECT c.study, c.arm, c.other, c.outcome, c.population_set, c.timepoint, MIN(c.p_text) AS least, MAX(c.p_text) AS most
  FROM (
    SELECT x.study, x.index_arm AS arm, x.reference_arm AS other, x.outcome, x.population_set, x.timepoint, x.p_text
    FROM compared AS x
    UNION ALL
    SELECT x.study, x.reference_arm, x.index_arm, x.outcome, x.population_set, x.timepoint, x.p_text
    FROM compared AS x
  ) AS c
  GROUP BY c.study, c.arm, c.other, c.outcome, c.population_set, c.timepoint
),

risk AS (
  SELECT
    a.*, o.position AS outcome_position, p.ci_low, p.ci_high,
    COALESCE(p.benefit, CASE o.direction WHEN 'higher' THEN a.difference ELSE -a.difference END) AS index_benefit,
    CASE WHEN p.benefit IS NOT NULL THEN 'printed' WHEN a.from_counts = 1 THEN 'counts' ELSE 'percentages' END
      AS difference_from
  FROM arms AS a
  JOIN outcome AS o ON o.outcome = a.outcome
  LEFT JOIN printed AS p
    ON p.study = a.study AND p.index_arm = a.index_arm AND p.reference_arm = a.reference_arm AND p.outcome = a.outcome
    AND p.population_set = a.population_set AND p.timepoint = a.timepoint
  WHERE o.direction IN ('higher', 'lower')
    AND (
      :outcome IS NULL
      OR EXISTS (SELECT 1 FROM outcome_ancestor AS n WHERE n.outcome = a.outcome AND n.ancestor = :outcome)
    )
),

receiving AS (
  SELECT DISTINCT x.study, x.arm
  FROM arm_intervention AS x
  JOIN intervention_ancestor AS n ON n.intervention = x.intervention
  WHERE n.ancestor = :intervention
),

-- turn: -1 where the intervention asked for is on the reference side, 0 where both sides or neither received it
turned AS (
  SELECT
    r.*,
    CASE
      WHEN :intervention IS NULL THEN 1
      ELSE (SELECT COUNT(*) FROM receiving AS g WHERE g.study = r.study AND g.arm = r.index_arm)
        - (SELECT COUNT(*) FROM receiving AS g WHERE g.study = r.study AND g.arm = r.reference_arm)
    END AS turn
  FROM risk AS r
),

needed AS (
  SELECT t.*, t.turn * t.index_benefit AS benefit
  FROM turned AS t
  WHERE t.turn <> 0
)

SELECT
  n.study,
  s.label,
  s.design,
  s.retracted,
  n.outcome,
  n.population_set,
  n.timepoint,
  CASE WHEN n.turn = 1 THEN n.index_arm ELSE n.reference_arm END AS arm,
  CASE WHEN n.turn = 1 THEN n.index_result ELSE n.reference_result END AS result,
  CASE WHEN n.turn = 1 THEN n.reference_arm ELSE n.index_arm END AS other_arm,
  CASE WHEN n.turn = 1 THEN n.reference_result ELSE n.index_result END AS other_result,
  CASE WHEN n.benefit > 0 THEN 'NNT' WHEN n.benefit < 0 THEN 'NNH' ELSE 'no difference' END AS what,
  CASE
    WHEN n.benefit <> 0 THEN
      CAST(1 / ABS(n.benefit) - 0.0000001 AS INTEGER)
      + CASE WHEN CAST(1 / ABS(n.benefit) - 0.0000001 AS INTEGER) < 1 / ABS(n.benefit) - 0.0000001 THEN 1 ELSE 0 END
  END AS number_needed,
  CASE WHEN n.benefit <> 0 THEN ROUND(CAST(1 / n.benefit AS NUMERIC), 1) END AS exact,
  n.difference_from AS "from",
  CASE WHEN n.difference_from <> 'printed' THEN n.adjusted END AS adjusted,
  n.ci_low AS difference_ci_low,
  n.ci_high AS difference_ci_high,
  CASE WHEN t.least = t.most THEN t.least ELSE t.least || '; ' || t.most END AS p
FROM needed AS n
JOIN study_overview AS s ON s.study = n.study
LEFT JOIN test AS t
  ON t.study = n.study AND t.outcome = n.outcome AND t.population_set = n.population_set
  AND t.arm = n.index_arm AND t.other = n.reference_arm
  AND '+' || t.timepoint || '+' LIKE '%+' || n.timepoint || '+%'
  -- The p value at this very time, else the one over several.
  AND (t.timepoint = n.timepoint OR NOT EXISTS (
    SELECT 1 FROM test AS e
    WHERE e.study = n.study AND e.outcome = n.outcome AND e.population_set = n.population_set
      AND e.arm = n.index_arm AND e.other = n.reference_arm AND e.timepoint = n.timepoint
  ))
WHERE (:policy IS NULL AND :indication IS NULL)
  OR EXISTS (
    SELECT 1 FROM study_in_policy AS u
    WHERE u.study = n.study AND (:policy IS NULL OR u.policy = :policy)
      AND (:indication IS NULL OR u.indication = :indication)
  )
ORDER BY
  n.outcome_position, n.outcome, n.study, n.index_arm, n.reference_arm, n.population_set, COALESCE(n.timepoint_months, 0),
  n.timepoint, n.adjusted, COALESCE(t.least, '')
