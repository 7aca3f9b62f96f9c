-- title: Figures read off a graph
-- question: Which numbers were read off a graph, and so are approximate, and how many of our texts print them?
-- parameter policy (policy, optional): Only studies that this policy uses
SELECT
  f.study,
  s.retracted,
  f.outcome,
  COALESCE(f.arm, f.contrast, 'all') AS arm_or_contrast,
  f.population_set,
  f.timepoint,
  f.statistic,
  f.value,
  f.unit,
  f.reported_text,
  (SELECT COUNT(DISTINCT m.place) FROM prose_mention AS m WHERE m.figure_id = f.figure_id) AS texts,
  f.document,
  f.source_start,
  f.figure_id
FROM figure_qualifier AS q
JOIN figure_detail AS f ON f.figure_id = q.figure_id
JOIN study_overview AS s ON s.study = f.study
WHERE q.qualifier = 'read-from-graph'
  AND (
    :policy IS NULL
    OR EXISTS (SELECT 1 FROM study_in_policy AS u WHERE u.study = f.study AND u.policy = :policy)
  )
ORDER BY f.study, f.outcome, f.figure_id
