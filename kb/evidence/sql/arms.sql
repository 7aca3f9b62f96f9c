-- Arms of the wanted studies, in order, one row per intervention received (null when none is entered).
SELECT
  a.study_id AS study,
  a.key AS arm,
  a.label AS label,
  a.kind AS kind,
  a.dose AS dose,
  a.test_id AS test,
  e.name AS test_name,
  a.test_version AS test_version,
  a.threshold AS threshold,
  a.schedule AS schedule,
  a.route AS route,
  a.duration AS duration,
  x.intervention_id AS intervention,
  v.name AS intervention_name
FROM arm AS a
LEFT JOIN test AS e ON e.id = a.test_id
LEFT JOIN received_intervention AS x ON x.arm_id = a.id
LEFT JOIN vocabulary_intervention AS v ON v.id = x.intervention_id
WHERE a.study_id IN (
  SELECT s.id FROM study AS s WHERE s.id >= :first AND s.id <= :last
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id >= :first_policy AND i.policy_id <= :last_policy
)
ORDER BY a.study_id, a.position, x.position
