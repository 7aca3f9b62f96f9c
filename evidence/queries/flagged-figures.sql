-- title: Printed oddities and errors
-- question: Which printed numbers were kept as printed and flagged, and how many of our texts print them?
-- parameter policy (policy, optional): Only studies that this policy uses
SELECT
  f.study,
  s.retracted,
  f.outcome,
  COALESCE(f.arm, f.contrast, 'all') AS arm_or_contrast,
  f.population_set,
  f.timepoint,
  f.reported_text,
  f.flag,
  (SELECT COUNT(DISTINCT m.place) FROM prose_mention AS m WHERE m.figure_id = f.figure_id) AS texts,
  f.document,
  f.source_start,
  f.source_printed,
  f.figure_id
FROM figure_detail AS f
JOIN study_overview AS s ON s.study = f.study
WHERE f.flag IS NOT NULL
  AND f.is_main = 1
  AND (
    :policy IS NULL
    OR EXISTS (SELECT 1 FROM study_in_policy AS u WHERE u.study = f.study AND u.policy = :policy)
  )
ORDER BY f.study, f.outcome, f.figure_id
