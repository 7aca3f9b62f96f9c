-- title: Complications by study, with denominators
-- question: How many had which complication in each arm, of how many?
-- note: The denominator is the printed one, else the size of the very group when it is printed elsewhere; "of_what" says
--   which. A matched set or subgroup never takes the size of the whole arm. A percentage without any count stays as printed.
-- parameter intervention (intervention, optional): Only arms that received it or a narrower form, alone or with others
-- parameter policy (policy, optional): Only studies that this policy uses
-- parameter indication (indication, optional): Only studies used for this indication
SELECT
  r.study,
  r.design,
  s.year,
  s.retracted,
  r.scope,
  r.outcome,
  r.arm,
  r.timepoint,
  r.population_set,
  r.events,
  r.n AS total,
  r.n_from AS of_what,
  r.counted,
  CASE WHEN r.unit = '%' THEN r.estimate END AS printed_percent,
  CASE WHEN r.n > 0 THEN ROUND(100.0 * r.events / r.n, 1) END AS computed_percent,
  r.reported_text,
  r.flag
FROM arm_result AS r
JOIN study_overview AS s ON s.study = r.study
JOIN outcome AS o ON o.outcome = r.outcome
WHERE o.domain = 'harm'
  AND (
    :intervention IS NULL
    OR EXISTS (
      SELECT 1
      FROM arm_intervention AS x
      JOIN intervention_ancestor AS v ON v.intervention = x.intervention
      WHERE x.study = r.study AND x.arm = r.arm AND v.ancestor = :intervention
    )
  )
  AND (
    (:policy IS NULL AND :indication IS NULL)
    OR EXISTS (
      SELECT 1 FROM study_in_policy AS u
      WHERE u.study = r.study AND (:policy IS NULL OR u.policy = :policy)
        AND (:indication IS NULL OR u.indication = :indication)
    )
  )
ORDER BY
  r.study, o.position, r.outcome, COALESCE(r.arm, ''), r.population_set, r.timepoint, r.result_id, r.figure_id
