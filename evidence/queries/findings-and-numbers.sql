-- title: The numbers behind each finding
-- question: Which figures, limitations and recommendations does each finding rest on, and where is each figure stated?
-- parameter policy (policy): The policy
-- parameter indication (indication, optional): Only this indication
WITH basis AS (
  SELECT
    t.indication, t.position AS finding_position, t.finding, e.position, e.kind, e.study, e.says, e.key,
    (SELECT s.retracted FROM study_overview AS s WHERE s.study = e.study) AS retracted
  FROM finding_text AS t
  JOIN finding_evidence AS e ON e.policy = :policy AND e.indication = t.indication AND e.finding = t.finding
  WHERE t.policy = :policy AND (:indication IS NULL OR t.indication = :indication)
),

placed AS (
  SELECT
    b.*, d.outcome, d.arm, d.contrast, d.population_set, d.timepoint, d.document, d.source_start, d.source_printed, d.flag
  FROM basis AS b
  JOIN figure_detail AS d ON d.figure_id = b.key
  UNION ALL
  SELECT b.*, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM basis AS b
  WHERE NOT EXISTS (SELECT 1 FROM figure_detail AS d WHERE d.figure_id = b.key)
)

SELECT
  p.indication,
  p.finding_position,
  p.finding,
  p.position,
  p.kind,
  p.study,
  p.retracted,
  p.says,
  p.outcome,
  p.arm,
  p.contrast,
  p.population_set,
  p.timepoint,
  p.document,
  p.source_start,
  p.source_printed,
  p.flag,
  p.key
FROM placed AS p
ORDER BY p.indication, p.finding_position, p.position
