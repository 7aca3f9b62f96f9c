-- What the wanted studies are linked to: conditions, countries, masked roles, and the outcomes with a result.
WITH wanted AS (
  SELECT s.id AS id FROM study AS s WHERE s.id >= :first AND s.id <= :last
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id >= :first_policy AND i.policy_id <= :last_policy
)

SELECT c.study_id AS study, 'condition' AS kind, c.condition_id AS key, c.position AS position
FROM study_condition AS c
WHERE c.study_id IN (SELECT id FROM wanted)
UNION ALL
SELECT c.study_id, 'country', c.country, c.position
FROM site_country AS c
WHERE c.study_id IN (SELECT id FROM wanted)
UNION ALL
SELECT m.study_id, 'masked', m.role, m.position
FROM masked_role AS m
WHERE m.study_id IN (SELECT id FROM wanted)
UNION ALL
-- in words or as a number
SELECT o.study_id, 'outcome', o.outcome_id, o.position
FROM study_outcome AS o
WHERE o.study_id IN (SELECT id FROM wanted) AND EXISTS (
  SELECT 1 FROM result AS r
  JOIN figure AS f ON f.result_id = r.id
  WHERE r.study_outcome_id = o.id AND r.role = 'outcome'
    AND (f.absent_reason IS NULL OR f.absent_reason = 'not-reached')
)
ORDER BY 1, 2, 4, 3
