-- One row per arm of a study.
-- Key: arm_id
--
-- arm: Key of the arm within its study
-- arm_label: Name of the arm, reads within a sentence
-- arm_id: Key of the row in table arm
-- arm_position (integer): Order of the arms, from 1
-- dose: Dose and schedule as the source states them; null when not stated
-- intervention: Keys of the interventions received, in order, joined by " + "; null when none is entered
-- interventions (integer): How many interventions the arm received
SELECT
  a.study_id AS study,
  a.key AS arm,
  a.id AS arm_id,
  a.label AS arm_label,
  a.position AS arm_position,
  a.dose AS dose,
  (
    SELECT CAST(f.value AS INTEGER)
    FROM result AS r
    JOIN study_outcome AS o ON o.id = r.study_outcome_id
    JOIN population_set AS w ON w.id = r.population_set_id
    JOIN figure AS f ON f.result_id = r.id
    WHERE r.arm_id = a.id AND o.outcome_id = 'participants' AND w.kind = 'whole' AND f.statistic = 'count'
    ORDER BY r.entry, r.step, f.position, f.id
    LIMIT 1
  ) AS arm_n,
  (
    SELECT
      MAX(CASE WHEN x.position = 1 THEN x.intervention_id END)
      || COALESCE(' + ' || MAX(CASE WHEN x.position = 2 THEN x.intervention_id END), '')
      || COALESCE(' + ' || MAX(CASE WHEN x.position = 3 THEN x.intervention_id END), '')
      || COALESCE(' + ' || MAX(CASE WHEN x.position = 4 THEN x.intervention_id END), '')
      || COALESCE(' + ' || MAX(CASE WHEN x.position = 5 THEN x.intervention_id END), '')
      || CASE WHEN MAX(x.position) > 5 THEN ' + ...' ELSE '' END
    FROM arm_intervention AS x
    WHERE x.arm_id = a.id
  ) AS intervention,
  (SELECT COUNT(*) FROM arm_intervention AS x WHERE x.arm_id = a.id) AS interventions
FROM arm AS a
