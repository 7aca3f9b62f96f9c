-- title: Arms by dose
-- question: Which dose did each arm receive that was given this intervention, how, when and for how long?
-- note: The dose is as the source states it; an arm without one is listed, too. "arm_also" counts what else the arm received.
-- parameter intervention (intervention, optional): Only arms that received it or a narrower form
-- parameter policy (policy, optional): Only studies that this policy uses
SELECT
  i.intervention,
  a.dose,
  a.route,
  a.schedule,
  a.duration,
  a.study,
  s.label,
  s.design,
  s.year,
  s.retracted,
  a.arm,
  a.arm_label,
  a.arm_n,
  a.interventions - 1 AS arm_also
FROM arm_overview AS a
JOIN arm_intervention AS i ON i.study = a.study AND i.arm = a.arm
JOIN study_overview AS s ON s.study = a.study
WHERE (
    (:intervention IS NULL AND a.dose IS NOT NULL)
    OR EXISTS (
      SELECT 1 FROM intervention_ancestor AS n WHERE n.intervention = i.intervention AND n.ancestor = :intervention
    )
  )
  AND (
    :policy IS NULL
    OR EXISTS (SELECT 1 FROM study_in_policy AS u WHERE u.study = a.study AND u.policy = :policy)
  )
ORDER BY i.intervention, CASE WHEN a.dose IS NULL THEN 1 ELSE 0 END, a.dose, a.study, a.arm_position
