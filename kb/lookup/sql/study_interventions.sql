-- Interventions of the arms of each study, once each, in the order of the arms.
SELECT a.study_id AS study, i.id AS intervention, COALESCE(i.abbreviation, i.name) AS name
FROM arm AS a
JOIN received_intervention AS x ON x.arm_id = a.id
JOIN vocabulary_intervention AS i ON i.id = x.intervention_id
GROUP BY a.study_id, i.id, i.abbreviation, i.name
ORDER BY a.study_id, MIN(a.position), MIN(x.position), i.id
