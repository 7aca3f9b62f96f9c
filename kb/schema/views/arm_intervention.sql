-- One row per intervention that an arm received.
-- Key: study, arm, position
--
-- arm: Key of the arm within its study
-- arm_label: Name of the arm, reads within a sentence
-- intervention: Key of the intervention
-- intervention_name: Name of the intervention, reads within a sentence
-- position (integer): Order within the arm, from 1
-- duration: For how long it was given, as the source states it; null when not stated
SELECT
  a.study_id AS study,
  a.key AS arm,
  x.intervention_id AS intervention,
  a.label AS arm_label,
  v.name AS intervention_name,
  a.dose AS dose,
  a.schedule AS schedule,
  a.route AS route,
  a.duration AS duration,
  x.position AS position,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = a.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted
FROM received_intervention AS x
JOIN arm AS a ON a.id = x.arm_id
JOIN vocabulary_intervention AS v ON v.id = x.intervention_id
