-- Figures that the prose of a policy or of a study can name, with the identities it can name them by.
SELECT
  f.id AS figure,
  COALESCE(f.result_id, f.fact_id) AS owner,
  f.reported_text AS reported_text,
  CASE WHEN f.is_main THEN 1 ELSE 0 END AS is_main
FROM figure AS f
WHERE f.id IN (
  SELECT l.figure_id FROM prose_link AS l
  WHERE l.figure_id IS NOT NULL AND l.record_id IN (
    SELECT p.record_id FROM policy AS p WHERE p.id = CAST(:policy AS TEXT)
    UNION
    SELECT i.record_id FROM indication AS i WHERE i.policy_id = CAST(:policy AS TEXT)
    UNION
    SELECT s.record_id FROM study AS s
    JOIN study_use AS u ON u.study_id = s.id
    JOIN indication AS i ON i.id = u.indication_id
    WHERE i.policy_id = CAST(:policy AS TEXT)
    UNION
    SELECT s.record_id FROM study AS s WHERE s.id = CAST(:study AS TEXT)
  )
)
OR f.fact_id IN (
  SELECT a.id FROM fact AS a WHERE a.policy_id = CAST(:policy AS TEXT)
  UNION
  SELECT a.id FROM fact AS a
  JOIN policy_recommendation AS x ON x.recommendation_id = a.recommendation_id
  WHERE x.policy_id = CAST(:policy AS TEXT)
)
ORDER BY f.id
