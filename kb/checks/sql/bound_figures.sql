-- Every figure of a study that findings of policies in a range rest on, with its result; a row for each qualifier
-- of a figure, or one for a figure without.
SELECT
  i.policy_id AS policy,
  r.study_id AS study,
  r.id AS result,
  o.outcome_id AS outcome,
  p.key AS population,
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
  g.id AS figure,
  g.statement AS statement,
  g.statistic AS statistic,
  g.reported AS reported,
  g.reported_text AS text,
  g.value_text AS value,
  g.decimals AS decimals,
  g.sign AS sign,
  g.unit AS unit,
  g.counted AS figure_counted,
  g.level AS level,
  q.qualifier AS qualifier,
  g.per AS per,
  g.absent_reason AS absent
FROM (
  SELECT DISTINCT i.policy_id, b.figure_id
  FROM indication AS i
  JOIN finding AS f ON f.indication_id = i.id
  JOIN finding_basis AS b ON b.finding_id = f.id
  WHERE i.policy_id >= :first AND i.policy_id <= :last AND b.figure_id IS NOT NULL
) AS i
JOIN figure AS g ON g.id = i.figure_id
JOIN result AS r ON r.id = g.result_id
JOIN study_outcome AS o ON o.id = r.study_outcome_id
JOIN population_set AS p ON p.id = r.population_set_id
JOIN timepoint AS t ON t.id = r.timepoint_id
LEFT JOIN qualifier AS q ON q.figure_id = g.id
ORDER BY i.policy_id, g.id, q.position
