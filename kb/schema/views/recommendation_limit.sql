-- One row per printed number that a guideline recommendation sets as a limit.
-- Key: figure_id
--
-- guideline: Key of the guideline
-- recommendation: Key of the recommendation within its guideline
-- fact: Key of the limit, as the text of the recommendation names it in [[...]]
-- fact_text: All numbers of the limit as one text, as printed, in AMA style
-- figure_id: Key of the figure
-- position (integer): Order of the number within its limit, from 1
-- is_main (boolean): 1 = the number that the limit is quoted by, 0 = another one
SELECT
  r.guideline_id AS guideline,
  r.key AS recommendation,
  a.key AS fact,
  a.reported_text AS fact_text,
  f.id AS figure_id,
  f.position AS position,
  f.statistic AS statistic,
  f.value AS value,
  f.value_text AS value_text,
  f.reported_text AS reported_text,
  f.sign AS sign,
  f.unit AS unit,
  CASE WHEN f.is_main THEN 1 ELSE 0 END AS is_main
FROM recommendation AS r
JOIN fact AS a ON a.recommendation_id = r.id
JOIN figure AS f ON f.fact_id = a.id
