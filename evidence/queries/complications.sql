-- title: Complications by study, with denominators
-- question: How many had which complication in each arm, of how many?
-- note: The denominator is the printed one, else the size of the arm, else that of a study with a single arm; "of_what" says
--   which. A percentage without any count stays as printed.
-- parameter intervention (intervention, optional): Only arms that received it, alone or with others
-- parameter policy (policy, optional): Only studies that this policy uses
-- parameter indication (indication, optional): Only studies used for this indication
WITH told AS (
  SELECT
    r.*,
    s.year AS published,
    CASE WHEN r.population_set = 'whole' AND r.counted IS NULL THEN r.arm_n END AS of_arm,
    CASE WHEN r.population_set = 'whole' AND r.counted IS NULL AND s.arms = 1 THEN s.enrolled END AS of_study
  FROM arm_result AS r
  JOIN study_overview AS s ON s.study = r.study
)

SELECT
  t.study,
  t.design,
  t.published AS year,
  t.outcome,
  t.arm,
  t.intervention,
  t.timepoint,
  t.population_set,
  t.events,
  COALESCE(t.total, t.of_arm, t.of_study) AS total,
  CASE
    WHEN t.total IS NOT NULL THEN 'printed'
    WHEN t.of_arm IS NOT NULL THEN 'arm'
    WHEN t.of_study IS NOT NULL THEN 'study'
  END AS of_what,
  t.counted,
  CASE WHEN t.unit = '%' THEN t.estimate END AS printed_percent,
  CASE
    WHEN COALESCE(t.total, t.of_arm, t.of_study) > 0
      THEN ROUND(100.0 * t.events / COALESCE(t.total, t.of_arm, t.of_study), 1)
  END AS computed_percent,
  t.reported_text,
  t.flag
FROM told AS t
JOIN vocabulary_outcome AS o ON o.id = t.outcome
WHERE o.domain = 'harm'
  AND (
    :intervention IS NULL
    OR EXISTS (
      SELECT 1
      FROM arm AS a
      JOIN arm_intervention AS x ON x.arm_id = a.id
      JOIN vocabulary_intervention AS v ON v.id = x.intervention_id
      WHERE a.study_id = t.study AND a.key = t.arm AND (v.id = :intervention OR v.broader_id = :intervention)
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
