-- Names to choose from when one is mistyped: results and figures of a study, or facts of a policy or
-- recommendation (the owner); without one, studies and references.
SELECT id AS name FROM result WHERE study_id = CAST(:owner AS TEXT)
UNION
SELECT f.id FROM result AS r JOIN figure AS f ON f.result_id = r.id WHERE r.study_id = CAST(:owner AS TEXT)
UNION
SELECT a.id FROM fact AS a WHERE CAST(:owner AS TEXT) IN (a.policy_id, a.recommendation_id)
UNION
SELECT f.id FROM fact AS a JOIN figure AS f ON f.fact_id = a.id
WHERE CAST(:owner AS TEXT) IN (a.policy_id, a.recommendation_id)
UNION
SELECT id FROM study WHERE CAST(:owner AS TEXT) IS NULL
UNION
SELECT id FROM reference WHERE CAST(:owner AS TEXT) IS NULL
UNION
SELECT id FROM reference_identifier WHERE CAST(:owner AS TEXT) IS NULL
ORDER BY 1
