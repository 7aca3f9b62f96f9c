-- title: The numbers behind each finding
-- question: Which figures, limitations and recommendations does each finding rest on, and where is each figure stated?
-- parameter policy (policy): The policy
-- parameter indication (indication, optional): Only this indication
SELECT
  t.indication,
  t.position AS finding_position,
  t.finding,
  e.position,
  e.kind,
  e.study,
  s.retracted,
  e.says,
  d.outcome,
  d.arm,
  d.contrast,
  d.population_set,
  d.timepoint,
  d.document,
  d.source_start,
  d.source_printed,
  d.flag,
  e.key
FROM finding_text AS t
JOIN finding_evidence AS e ON e.policy = t.policy AND e.indication = t.indication AND e.finding = t.finding
LEFT JOIN study_overview AS s ON s.study = e.study
LEFT JOIN figure_detail AS d ON d.figure_id = e.key
WHERE t.policy = :policy AND (:indication IS NULL OR t.indication = :indication)
ORDER BY t.indication, t.position, e.position
