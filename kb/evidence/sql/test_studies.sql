-- The arms of studies that had a test, with what they found for each target.
SELECT
  a.study_id AS study,
  s.label AS label,
  a.label AS arm,
  a.test_version AS version,
  r.target_name AS target,
  r.threshold AS threshold,
  COALESCE(p.label, p.kind) AS population,
  r.counted AS unit,
  CASE WHEN r.synthesis IS NOT NULL THEN 'review' END AS source,
  r.tp AS tp,
  r.fp AS fp,
  r.fn AS fn,
  r.tn AS tn,
  r.sensitivity AS sensitivity,
  r.specificity AS specificity
FROM arm AS a
JOIN study AS s ON s.id = a.study_id
LEFT JOIN accuracy_result AS r ON r.study = a.study_id AND r.arm = a.key
LEFT JOIN population_set AS p ON p.study_id = a.study_id AND p.key = r.population_set AND p.key <> 'whole'
WHERE a.test_id = :test
ORDER BY
  a.study_id, a.position, r.target_name, CASE WHEN r.population_set = 'whole' THEN 0 ELSE 1 END, r.population_set,
  r.result_id
