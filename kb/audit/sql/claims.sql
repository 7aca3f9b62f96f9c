-- Every place of a document that states a figure, in the order of the document, and what the figure is. Then what
-- studies read from the document trace to a page or table of it, and last what they trace to no place (source is null).
WITH own AS (
  SELECT r.study_id, f.id
  FROM study AS t
  JOIN result AS r ON r.study_id = t.id
  JOIN figure AS f ON f.result_id = r.id
  WHERE t.document_id = :document
),
place AS (
  SELECT s.id, s.figure_id, s.excerpt_start, s.excerpt, s.start, s.printed, s.location
  FROM figure_source AS s WHERE s.document_id = :document
  UNION ALL
  SELECT s.id, s.figure_id, s.excerpt_start, s.excerpt, s.start, s.printed, s.location
  FROM own AS w JOIN figure_source AS s ON s.figure_id = w.id
  WHERE s.location IS NOT NULL
  UNION ALL
  SELECT NULL, w.id, NULL, NULL, NULL, NULL, NULL
  FROM own AS w
  WHERE NOT EXISTS (SELECT 1 FROM figure_source AS s WHERE s.figure_id = w.id)
)
SELECT
  s.id AS source,
  s.location AS location,
  f.reported AS reported,
  s.figure_id AS figure,
  s.excerpt_start AS excerpt_start,
  s.excerpt AS excerpt,
  s.start AS start,
  s.printed AS printed,
  f.reported_text AS reported_text,
  f.statistic AS statistic,
  f.value AS value,
  f.unit AS unit,
  COALESCE(r.reported_text, x.reported_text) AS statement,
  r.study_id AS study,
  x.policy_id AS policy,
  n.guideline_id AS guideline,
  COALESCE(v.name, x.label, x.key) AS outcome,
  v.abbreviation AS abbreviation,
  COALESCE(
    a.label,
    c.factor,
    ia.label || ' vs ' || ra.label,
    ip.label || ' vs ' || rp.label
  ) AS subject,
  p.label AS population,
  t.label AS time,
  CASE WHEN r.entry = 0 AND r.role = 'flow' THEN 1 ELSE 0 END AS is_size,
  CASE WHEN r.entry > 0 AND r.role = 'outcome' THEN 1 ELSE 0 END AS is_outcome,
  CASE WHEN r.flag IS NULL THEN 0 ELSE 1 END AS flagged,
  f.sign AS sign,
  f.level AS level,
  r.arm_id AS arm,
  r.contrast_id AS contrast,
  o.outcome_id AS outcome_key,
  t.months AS months,
  t.kind AS time_kind
FROM place AS s
JOIN figure AS f ON f.id = s.figure_id
LEFT JOIN result AS r ON r.id = f.result_id
LEFT JOIN study_outcome AS o ON o.id = r.study_outcome_id
LEFT JOIN vocabulary_outcome AS v ON v.id = o.outcome_id
LEFT JOIN population_set AS p ON p.id = r.population_set_id
LEFT JOIN timepoint AS t ON t.id = r.timepoint_id
LEFT JOIN arm AS a ON a.id = r.arm_id
LEFT JOIN contrast AS c ON c.id = r.contrast_id
LEFT JOIN arm AS ia ON ia.id = c.index_arm_id
LEFT JOIN arm AS ra ON ra.id = c.reference_arm_id
LEFT JOIN population_set AS ip ON ip.id = c.index_population_id
LEFT JOIN population_set AS rp ON rp.id = c.reference_population_id
LEFT JOIN fact AS x ON x.id = f.fact_id
LEFT JOIN recommendation AS n ON n.id = x.recommendation_id
ORDER BY
  CASE WHEN s.id IS NULL THEN 2 WHEN s.location IS NOT NULL THEN 1 ELSE 0 END,
  s.excerpt_start, s.start, s.id, f.id
