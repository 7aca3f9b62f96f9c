-- Figures that the prose of a policy or of a study can name, with the identities it can name them by, and
-- what their whole statements say.
WITH
  quoting AS (
    SELECT p.record_id AS record_id FROM policy AS p WHERE p.id = CAST(:policy AS TEXT)
    UNION
    SELECT i.record_id FROM indication AS i WHERE i.policy_id = CAST(:policy AS TEXT)
    UNION
    SELECT s.record_id FROM study AS s
    JOIN study_use AS u ON u.study_id = s.id
    JOIN indication AS i ON i.id = u.indication_id
    WHERE i.policy_id = CAST(:policy AS TEXT)
    UNION
    SELECT s.record_id FROM study AS s WHERE s.id = CAST(:study AS TEXT)
    UNION
    -- What limits its relevance is written with the indication.
    SELECT i.record_id FROM indication AS i
    JOIN study_use AS u ON u.indication_id = i.id
    WHERE u.study_id = CAST(:study AS TEXT)
  ),
  named AS (
    SELECT l.figure_id AS figure_id, l.token AS token
    FROM prose_link AS l
    WHERE l.figure_id IS NOT NULL AND l.record_id IN (SELECT q.record_id FROM quoting AS q)
  )
SELECT
  f.id AS figure,
  COALESCE(f.result_id, f.fact_id) AS owner,
  f.reported_text AS reported_text,
  CASE WHEN f.is_main THEN 1 ELSE 0 END AS is_main,
  f.statement AS statement,
  COALESCE(r.reported_text, b.reported_text) AS whole,
  m.reported_text AS measure,
  CASE
    WHEN (b.reported_text LIKE '1/%' AND b.reported_text NOT LIKE '% %')
    OR (b.reported_text LIKE 'about 1/%' AND b.reported_text NOT LIKE 'about % %')
      THEN REPLACE(b.reported_text, '1/', '1 in ')
  END AS one_in
FROM figure AS f
LEFT JOIN result AS r ON r.id = f.result_id
LEFT JOIN fact AS b ON b.id = f.fact_id
LEFT JOIN measure AS m ON m.id = f.id
WHERE f.id IN (SELECT n.figure_id FROM named AS n)
OR f.result_id IN (
  SELECT z.result_id FROM named AS n
  JOIN figure AS z ON z.id = n.figure_id
  WHERE SUBSTR(n.token, LENGTH(n.token) - 11) = '|statement]]'
)
OR f.fact_id IN (
  SELECT a.id FROM fact AS a WHERE a.policy_id = CAST(:policy AS TEXT)
  UNION
  SELECT a.id FROM fact AS a
  JOIN policy_recommendation AS x ON x.recommendation_id = a.recommendation_id
  WHERE x.policy_id = CAST(:policy AS TEXT)
)
ORDER BY COALESCE(f.result_id, f.fact_id), f.position
