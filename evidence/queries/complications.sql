-- title: Complications by study, with denominators
-- question: How many had which complication in each arm, of how many?
-- note: The denominator is the printed one, else the printed size of just these participants; "of_what" says which. A
--   percentage without any count stays as printed.
-- parameter intervention (intervention, optional): Only arms that received it, alone or with others
-- parameter policy (policy, optional): Only studies that this policy uses
-- parameter indication (indication, optional): Only studies used for this indication
WITH told AS (
  SELECT r.*, s.year AS published
  FROM arm_result AS r
  JOIN study_overview AS s ON s.study = r.study
)

SELECT
  t.study,
  t.design,
  t.published AS year,
  t.outcome,
  t.arm,
  t.timepoint,
  t.population_set,
  t.events,
  t.n AS total,
  t.n_from AS of_what,
  t.counted,
  CASE WHEN t.unit = '%' THEN t.estimate END AS printed_percent,
  CASE WHEN t.n > 0 THEN ROUND(100.0 * t.events / t.n, 1) END AS computed_percent,
  t.reported_text,
  t.flag
FROM told AS t
JOIN vocabulary_outcome AS o ON o.id = t.outcome
WHERE o.domain = 'harm'
  AND t.arm IS NOT NULL
  AND (
    :intervention IS NULL
    OR EXISTS (
      SELECT 1
      FROM arm_intervention AS x
      JOIN vocabulary_intervention AS v ON v.id = x.intervention
      WHERE x.study = t.study AND x.arm = t.arm AND (v.id = :intervention OR v.broader_id = :intervention)
    )
  )
  AND (
    (:policy IS NULL AND :indication IS NULL)
    OR EXISTS (
      SELECT 1 FROM study_in_policy AS u
      WHERE u.study = t.study AND (:policy IS NULL OR u.policy = :policy)
        AND (:indication IS NULL OR u.indication = :indication)
    )
  )
ORDER BY t.study, o.position, t.outcome, t.arm, t.population_set, t.timepoint, t.result_id
