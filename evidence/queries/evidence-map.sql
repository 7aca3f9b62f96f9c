-- title: Evidence map: comparison by outcome
-- question: For each comparison of two interventions, how many studies report which outcome, and which way do they point?
-- note: One row per intervention, comparator and outcome, in whichever direction the source compares; a study counts once in a
--   row. Where an intervention is asked for, its narrower forms count as it; else each is a row of its own and the two stand in
--   alphabetical order. What both sides received is no difference between them. "better" and "worse" count studies by their
--   numbers or words for the intervention, whatever the p value; a study whose numbers point both ways stands in both.
--   Systematic reviews and retracted studies are left out; models count as studies, and "models" says how many.
-- parameter policy (policy, optional): Only studies that this policy uses
-- parameter indication (indication, optional): Only studies used for this indication
-- parameter intervention (intervention, optional): Only this intervention, with its narrower forms
WITH named AS (
  SELECT DISTINCT
    x.study, x.arm,
    CASE WHEN n.intervention IS NULL THEN x.intervention ELSE :intervention END AS intervention,
    CASE WHEN n.intervention IS NULL THEN 0 ELSE 1 END AS asked
  FROM arm_intervention AS x
  LEFT JOIN intervention_ancestor AS n ON n.intervention = x.intervention AND n.ancestor = :intervention
),

pair AS (
  SELECT x.study, x.arm, y.arm AS other, x.intervention, y.intervention AS comparator
  FROM named AS x
  JOIN named AS y ON y.study = x.study AND y.arm <> x.arm
  WHERE ((:intervention IS NULL AND x.intervention < y.intervention) OR (x.asked = 1 AND y.asked = 0))
    AND NOT EXISTS (
      SELECT 1 FROM named AS z WHERE z.study = x.study AND z.arm = y.arm AND z.intervention = x.intervention
    )
    AND NOT EXISTS (
      SELECT 1 FROM named AS z WHERE z.study = x.study AND z.arm = x.arm AND z.intervention = y.intervention
    )
),

told AS (
  SELECT
    p.study, p.intervention, p.comparator, r.outcome,
    CASE
      WHEN r.favors NOT IN ('index', 'reference') THEN r.favors
      WHEN (r.favors = 'index') = (r.index_arm = p.arm) THEN 'it'
      WHEN r.favors IS NOT NULL THEN 'other'
    END AS favors
  FROM pair AS p
  JOIN contrast_result AS r
    ON r.study = p.study
    AND ((r.index_arm = p.arm AND r.reference_arm = p.other) OR (r.index_arm = p.other AND r.reference_arm = p.arm))
  WHERE r.role = 'outcome' AND r.scope = 'contrast'
    AND (r.absent_reason IS NULL OR r.absent_reason = 'not-reached')
  UNION ALL
  SELECT
    p.study, p.intervention, p.comparator, x.outcome,
    CASE
      -- Counts are compared as shares of their groups; without sizes only those of a model, which follows equal groups.
      WHEN (x.measure = 'count' OR y.measure = 'count') AND x.n > 0 AND y.n > 0 THEN
        CASE
          WHEN 1.0 * x.events * y.n = 1.0 * y.events * x.n THEN 'neither'
          WHEN o.direction = 'none' THEN NULL
          WHEN (1.0 * x.events * y.n > 1.0 * y.events * x.n) = (o.direction = 'higher') THEN 'it'
          ELSE 'other'
        END
      WHEN x.measure <> y.measure OR (x.measure = 'count' AND d.design_group <> 'other') THEN NULL
      WHEN x.estimate = y.estimate THEN 'neither'
      WHEN (x.estimate > y.estimate) = (o.direction = 'higher') AND o.direction <> 'none' THEN 'it'
      WHEN x.estimate <> y.estimate AND o.direction <> 'none' THEN 'other'
    END
  FROM pair AS p
  JOIN study_overview AS d ON d.study = p.study
  JOIN arm_result AS x ON x.study = p.study AND x.arm = p.arm
  JOIN arm_result AS y
    ON y.study = p.study AND y.arm = p.other AND y.outcome = x.outcome
    AND y.population_set = x.population_set AND y.timepoint = x.timepoint AND y.estimator = x.estimator
    AND y.adjusted = x.adjusted AND y.role = x.role AND COALESCE(y.counted, '') = COALESCE(x.counted, '')
    AND (
      (y.measure = x.measure AND COALESCE(y.unit, '') = COALESCE(x.unit, ''))
      OR (x.measure IN ('count', 'percent') AND y.measure IN ('count', 'percent')
        AND x.events IS NOT NULL AND y.events IS NOT NULL)
    )
  JOIN outcome AS o ON o.outcome = x.outcome
  WHERE x.role = 'outcome' AND x.scope = 'arm' AND x.sign IN ('=', '~') AND y.sign IN ('=', '~')
)

SELECT
  t.intervention,
  t.comparator,
  o.domain,
  t.outcome,
  COUNT(DISTINCT t.study) AS studies,
  COUNT(DISTINCT CASE WHEN s.design_group = 'randomized' THEN t.study END) AS randomized,
  COUNT(DISTINCT CASE WHEN s.design_group = 'other' THEN t.study END) AS models,
  COUNT(DISTINCT CASE WHEN t.favors = 'it' THEN t.study END) AS better,
  COUNT(DISTINCT CASE WHEN t.favors = 'other' THEN t.study END) AS worse,
  COUNT(DISTINCT CASE WHEN t.favors = 'neither' THEN t.study END) AS equal,
  MIN(t.study) AS for_example
FROM told AS t
JOIN study_overview AS s ON s.study = t.study
JOIN outcome AS o ON o.outcome = t.outcome
WHERE s.retracted = 0 AND s.design_group <> 'systematic-review'
  AND (
    (:policy IS NULL AND :indication IS NULL)
    OR EXISTS (
      SELECT 1 FROM study_in_policy AS u
      WHERE u.study = t.study AND (:policy IS NULL OR u.policy = :policy)
        AND (:indication IS NULL OR u.indication = :indication)
    )
  )
GROUP BY t.intervention, t.comparator, o.domain, t.outcome, o.position
ORDER BY t.intervention, t.comparator, o.position, t.outcome
