-- title: Percentages that do not fit their counts
-- question: Which printed percentages are not what their own printed count and total give?
-- note: A percentage fits when the exact one rounds to it at the decimals printed, up or down from the half. Only a count and a
--   total printed in the same statement are compared; `kb check` also tries totals that are printed elsewhere.
-- parameter policy (policy, optional): Only studies that this policy uses
SELECT
  f.study,
  s.retracted,
  f.outcome,
  COALESCE(f.arm, f.contrast, 'all') AS arm_or_contrast,
  f.population_set,
  f.timepoint,
  f.statistic,
  f.events,
  f.total,
  f.value AS printed_percent,
  ROUND(CAST(100.0 * f.events / f.total AS NUMERIC), 3) AS exact_percent,
  f.reported_text,
  f.flag,
  f.source_printed,
  f.figure_id
FROM figure_detail AS f
JOIN study_overview AS s ON s.study = f.study
WHERE f.unit = '%' AND f.events IS NOT NULL AND f.total > 0 AND f.value IS NOT NULL AND f.sign = '='
  AND f.statistic IN ('percent', 'yield', 'sensitivity', 'specificity', 'ppv', 'npv', 'prevalence', 'detection-rate')
  AND ABS(100.0 * f.events / f.total - f.value)
    > 0.5 / CASE f.decimals WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 2 THEN 100 WHEN 3 THEN 1000 ELSE 10000 END + 0.000001
  AND (
    :policy IS NULL
    OR EXISTS (SELECT 1 FROM study_in_policy AS u WHERE u.study = f.study AND u.policy = :policy)
  )
ORDER BY f.study, f.outcome, f.figure_id
