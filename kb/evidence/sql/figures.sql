-- Every figure of the wanted studies with its result, in the order of the record.
SELECT
  r.study_id AS study,
  r.id AS result,
  r.entry AS entry,
  r.step AS step,
  o.outcome_id AS outcome,
  v.name AS outcome_name,
  v.domain AS domain,
  v.direction AS direction,
  CASE WHEN v.whole_numbers THEN 1 ELSE 0 END AS whole_numbers,
  o.definition AS definition,
  COALESCE(o.scale, v.scale) AS scale,
  CASE WHEN o.is_primary THEN 1 ELSE 0 END AS is_primary,
  p.key AS population,
  g.key AS target,
  COALESCE(g.label, q.name) AS target_name,
  t.key AS time,
  t.kind AS time_kind,
  t.label AS time_label,
  t.months AS months,
  r.scope AS scope,
  r.column_key AS column_key,
  r.role AS role,
  r.counted AS counted,
  r.estimator AS estimator,
  CASE WHEN r.adjusted THEN 1 ELSE 0 END AS adjusted,
  r.flag AS flag,
  r.note AS note,
  r.reported_text AS result_text,
  f.id AS figure,
  f.statement AS statement,
  f.statistic AS statistic,
  f.reported AS reported,
  f.value_text AS value,
  f.sign AS sign,
  f.unit AS unit,
  f.counted AS figure_counted,
  f.level AS level,
  f.per AS per,
  f.absent_reason AS absent
FROM result AS r
JOIN study_outcome AS o ON o.id = r.study_outcome_id
JOIN vocabulary_outcome AS v ON v.id = o.outcome_id
JOIN population_set AS p ON p.id = r.population_set_id
JOIN timepoint AS t ON t.id = r.timepoint_id
LEFT JOIN target AS g ON g.id = r.target_id
LEFT JOIN vocabulary_condition AS q ON q.id = g.condition_id
JOIN figure AS f ON f.result_id = r.id
LEFT JOIN arm AS a ON a.id = r.arm_id
LEFT JOIN contrast AS c ON c.id = r.contrast_id
WHERE r.study_id IN (
  SELECT s.id FROM study AS s WHERE s.id >= :first AND s.id <= :last
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id >= :first_policy AND i.policy_id <= :last_policy
)
ORDER BY
  r.study_id,
  r.entry,
  CASE r.scope WHEN 'arm' THEN 1 WHEN 'study' THEN 2 ELSE 3 END,
  COALESCE(a.position, c.position, 0),
  r.step,
  r.id,
  f.position
