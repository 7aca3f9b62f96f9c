-- Figures of a study, of a result or fact (the owner), or one figure.
WITH touched AS (
  SELECT f.id AS figure
  FROM result AS r
  JOIN figure AS f ON f.result_id = r.id
  WHERE r.study_id = CAST(:study AS TEXT)
  UNION
  SELECT f.id FROM figure AS f WHERE f.result_id = CAST(:owner AS TEXT)
  UNION
  SELECT f.id FROM figure AS f WHERE f.fact_id = CAST(:owner AS TEXT)
  UNION
  SELECT f.id FROM figure AS f WHERE f.id = CAST(:figure AS TEXT)
)
SELECT
  f.id AS figure,
  COALESCE(f.result_id, f.fact_id) AS owner,
  f.position AS position,
  f.reported_text AS reported_text,
  CASE WHEN f.is_main THEN 1 ELSE 0 END AS is_main,
  r.study_id AS study,
  a.policy_id AS policy,
  a.recommendation_id AS recommendation,
  f.record_id AS record
FROM touched AS t
JOIN figure AS f ON f.id = t.figure
LEFT JOIN result AS r ON r.id = f.result_id
LEFT JOIN fact AS a ON a.id = f.fact_id
ORDER BY f.record_id, COALESCE(r.entry, 0), COALESCE(f.result_id, f.fact_id), f.position
