-- Arms of studies in a range of keys, one row per intervention received (null when none is entered).
SELECT
  a.study_id AS study,
  a.key AS arm,
  a.label AS label,
  i.intervention_id AS intervention
FROM arm AS a
LEFT JOIN arm_intervention AS i ON i.arm_id = a.id
WHERE a.study_id >= :first AND a.study_id <= :last
ORDER BY a.study_id, a.position, i.position
