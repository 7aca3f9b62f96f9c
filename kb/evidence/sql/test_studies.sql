-- The arms of studies that had a test, with what they found for each target.
SELECT
  a.study_id AS study,
  s.label AS label,
  a.label AS arm,
  a.test_version AS version,
  r.target_name AS target,
  r.threshold AS threshold,
  r.tp AS tp,
  r.fp AS fp,
  r.fn AS fn,
  r.tn AS tn,
  r.sensitivity AS sensitivity,
  r.specificity AS specificity
FROM arm AS a
JOIN study AS s ON s.id = a.study_id
LEFT JOIN accuracy_result AS r ON r.study = a.study_id AND r.arm = a.key
WHERE a.test_id = :test
ORDER BY a.study_id, a.position, r.target_name, r.population_set, r.result_id
