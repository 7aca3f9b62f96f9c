-- Names to choose from when one is mistyped: results and figures of a study, or facts of a policy or
-- recommendation (the owner); without one, studies and references. CROSS JOIN keeps SQLite from reading all
-- figures first.
WITH owned (id) AS (
  SELECT r.id FROM result AS r WHERE r.study_id = CAST(:owner AS TEXT)
  UNION
  SELECT a.id FROM fact AS a WHERE a.policy_id = CAST(:owner AS TEXT)
  UNION
  SELECT a.id FROM fact AS a WHERE a.recommendation_id = CAST(:owner AS TEXT)
)

SELECT id AS name FROM owned
UNION
SELECT f.id FROM owned AS o CROSS JOIN figure AS f WHERE f.result_id = o.id
UNION
SELECT f.id FROM owned AS o CROSS JOIN figure AS f WHERE f.fact_id = o.id
UNION
SELECT id FROM study WHERE CAST(:owner AS TEXT) IS NULL
UNION
SELECT id FROM reference WHERE CAST(:owner AS TEXT) IS NULL
UNION
SELECT id FROM reference_identifier WHERE CAST(:owner AS TEXT) IS NULL
ORDER BY 1
