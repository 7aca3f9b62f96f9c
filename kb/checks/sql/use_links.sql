-- What the studies that policies in a range use are linked to: conditions, reports by role, registrations,
-- and outcomes with a result, in words or as a number.
WITH used AS (
  SELECT DISTINCT i.policy_id AS policy, y.study_id AS study
  FROM indication AS i
  JOIN study_use AS y ON y.indication_id = i.id
  WHERE i.policy_id >= :first AND i.policy_id <= :last
)

SELECT
  u.policy AS policy, u.study AS study, 'condition' AS kind, c.condition_id AS key, c.position AS position
FROM used AS u
JOIN study_condition AS c ON c.study_id = u.study
UNION ALL
SELECT u.policy, u.study, 'report ' || r.role, r.reference_id, r.position
FROM used AS u
JOIN study_report AS r ON r.study_id = u.study
UNION ALL
SELECT u.policy, u.study, 'registration', r.number, r.position
FROM used AS u
JOIN study_registration AS r ON r.study_id = u.study
UNION ALL
SELECT u.policy, u.study, 'outcome', o.outcome_id, o.position
FROM used AS u
JOIN study_outcome AS o ON o.study_id = u.study
WHERE EXISTS (
  SELECT 1 FROM result AS r
  JOIN figure AS f ON f.result_id = r.id
  WHERE r.study_outcome_id = o.id AND r.role = 'outcome'
    AND (f.absent_reason IS NULL OR f.absent_reason = 'not-reached')
)
ORDER BY 1, 2, 3, 5, 4
