-- One row per printed number of a study.
-- Key: figure_id
--
-- figure_id: Key of the figure, as prose names it in [[...]]
-- adjusted (boolean): 1 = its result is adjusted, as the record, the estimator, the contrast's method or its matched set says; 0 = not
-- decimals (integer): Decimal places as printed; null when there is no number
-- is_main (boolean): 1 = the number that its result is quoted by, 0 = another one
-- document: Document that states the number; null when none, or a report
-- source_reference: Report that states the number; null when none, or a document
-- source_location: Page, table or figure of the report; null when a document
-- source_start (integer): First character of the number in the document, from 0; null when a report
-- source_printed: The characters of the number there, as printed; null when no place is entered
-- position (integer): Order within its result, from 1
SELECT
  f.id AS figure_id,
  r.study_id AS study,
  o.outcome_id AS outcome,
  a.key AS arm,
  c.key AS contrast,
  w.key AS population_set,
  g.key AS target,
  t.key AS timepoint,
  t.months AS timepoint_months,
  t.text AS timepoint_text,
  r.role AS role,
  f.position AS position,
  f.statement AS statement,
  f.statistic AS statistic,
  f.value AS value,
  f.value_text AS value_text,
  f.reported AS reported,
  f.reported_text AS reported_text,
  f.decimals AS decimals,
  f.sign AS sign,
  f.unit AS unit,
  COALESCE(f.counted, r.counted) AS counted,
  f.level AS level,
  r.estimator AS estimator,
  CASE
    WHEN r.adjusted OR r.estimator = 'least-squares' THEN 1
    WHEN c.method IN ('propensity-matched', 'propensity-weighted', 'multivariable') THEN 1
    WHEN c.id IS NOT NULL AND w.kind = 'matched' THEN 1
    ELSE 0
  END AS adjusted,
  (
    SELECT CAST(x.value AS INTEGER) FROM figure AS x
    WHERE x.result_id = f.result_id AND x.statement = f.statement AND x.statistic = 'count'
    ORDER BY x.position LIMIT 1
  ) AS events,
  (
    SELECT CAST(x.value AS INTEGER) FROM figure AS x
    WHERE x.result_id = f.result_id AND x.statement = f.statement AND x.statistic = 'total'
    ORDER BY x.position LIMIT 1
  ) AS total,
  f.absent_reason AS absent_reason,
  CASE
    WHEN r.flag IS NOT NULL
      THEN COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'result:' || r.id || ':flag'), r.flag)
  END AS flag,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = r.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted,
  CASE WHEN f.is_main THEN 1 ELSE 0 END AS is_main,
  r.id AS result_id,
  s.document_id AS document,
  s.reference_id AS source_reference,
  s.location AS source_location,
  s.start AS source_start,
  s.printed AS source_printed
FROM figure AS f
JOIN result AS r ON r.id = f.result_id
JOIN study_outcome AS o ON o.id = r.study_outcome_id
JOIN population_set AS w ON w.id = r.population_set_id
LEFT JOIN target AS g ON g.id = r.target_id
JOIN timepoint AS t ON t.id = r.timepoint_id
LEFT JOIN arm AS a ON a.id = r.arm_id
LEFT JOIN contrast AS c ON c.id = r.contrast_id
LEFT JOIN figure_source AS s ON s.figure_id = f.id AND s.position = 1
