-- Arms of the studies that policies in a range use, one row per intervention (null when none is entered).
SELECT u.policy AS policy, u.study AS study, a.key AS arm, a.label AS label, x.intervention_id AS intervention
FROM (
  SELECT DISTINCT i.policy_id AS policy, y.study_id AS study
  FROM indication AS i
  JOIN study_use AS y ON y.indication_id = i.id
  WHERE i.policy_id >= :first AND i.policy_id <= :last
) AS u
JOIN arm AS a ON a.study_id = u.study
LEFT JOIN arm_intervention AS x ON x.arm_id = a.id
ORDER BY u.policy, u.study, a.position, x.position
