-- Every place of a document that states a figure, in the order of the document, and what the figure is.
SELECT
  s.id AS source,
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
  CASE WHEN r.entry = 0 AND r.role = 'flow' THEN 1 ELSE 0 END AS is_size
FROM figure_source AS s
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
WHERE s.document_id = :document
ORDER BY s.excerpt_start, s.start, s.id
