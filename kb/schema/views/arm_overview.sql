-- One row per arm of a study. What it received stands in arm_intervention.
-- Key: study, arm
--
-- arm: Key of the arm within its study
-- arm_label: Name of the arm, reads within a sentence
-- arm_kind (codes arm_kind): What sort of group; null where what it received says it
-- arm_position (integer): Order of the arms, from 1
-- arm_n_counted: What arm_n counts, for example samples; null for participants
-- test: Key of the index test that the arm had; null for a treatment, or where none is kept
-- threshold: Limit from which its test counted as positive, as printed; null when not stated, or when its targets say it
-- interventions (integer): How many interventions the arm received
-- duration: For how long it was given, as the source states it; null when not stated
SELECT
  a.study_id AS study,
  a.key AS arm,
  a.label AS arm_label,
  a.kind AS arm_kind,
  a.position AS arm_position,
  g.size AS arm_n,
  g.counted AS arm_n_counted,
  a.dose AS dose,
  a.schedule AS schedule,
  a.route AS route,
  a.duration AS duration,
  a.test_id AS test,
  a.test_version AS test_version,
  a.threshold AS threshold,
  (SELECT COUNT(*) FROM received_intervention AS x WHERE x.arm_id = a.id) AS interventions,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = a.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted
FROM arm AS a
LEFT JOIN group_size AS g ON g.arm_id = a.id AND g.population_set_id = a.study_id || '/whole'
