-- What studies are about: interventions of their arms, conditions, and outcomes that they report.
SELECT
  s.id AS study,
  s.label AS label,
  'intervention' AS element,
  i.intervention_id AS item
FROM study AS s
JOIN arm AS a ON a.study_id = s.id
JOIN received_intervention AS i ON i.arm_id = a.id
UNION
SELECT s.id, s.label, 'condition', c.condition_id
FROM study AS s
JOIN study_condition AS c ON c.study_id = s.id
UNION
SELECT s.id, s.label, 'outcome', o.outcome_id
FROM study AS s
JOIN study_outcome AS o ON o.study_id = s.id
ORDER BY 1, 3, 4
