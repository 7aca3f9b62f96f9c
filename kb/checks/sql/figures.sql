-- Every figure of studies in a range of keys, with its result, in the order of the record.
SELECT
  r.study_id AS study,
  r.id AS result,
  r.entry AS entry,
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
  r.flag AS flag,
  r.note AS note,
  r.reported_text AS result_text,
  f.id AS figure,
  f.statement AS statement,
  f.statistic AS statistic,
  f.reported AS reported,
  f.reported_text AS text,
  f.value_text AS value,
  f.decimals AS decimals,
  f.comparator AS comparator,
  f.unit AS unit,
  f.counted AS figure_counted,
  f.level AS level,
  f.qualifiers AS qualifiers,
  f.per AS per,
  f.absent_reason AS absent
FROM result AS r
JOIN study_outcome AS o ON o.id = r.study_outcome_id
JOIN population_set AS p ON p.id = r.population_set_id
JOIN timepoint AS t ON t.id = r.timepoint_id
JOIN figure AS f ON f.result_id = r.id
WHERE r.study_id >= :first AND r.study_id <= :last
ORDER BY r.study_id, r.entry, r.step, r.id, f.position
