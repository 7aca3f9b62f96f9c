-- Arms of the wanted studies, in order.
SELECT a.study_id AS study, a.key AS key, a.label AS label
FROM arm AS a
WHERE a.study_id IN (
  SELECT CAST(:study AS TEXT)
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id = CAST(:policy AS TEXT)
)
ORDER BY a.study_id, a.position
