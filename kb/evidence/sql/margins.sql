-- Margins of noninferiority or equivalence of the wanted studies, in order.
SELECT
  m.study_id AS study,
  m.outcome_id AS outcome,
  o.name AS outcome_name,
  c.key AS contrast,
  p.key AS population,
  m.hypothesis AS hypothesis,
  m.margin AS margin,
  m.met AS met,
  m.note AS note
FROM set_margin AS m
JOIN vocabulary_outcome AS o ON o.id = m.outcome_id
JOIN population_set AS p ON p.id = m.population_set_id
LEFT JOIN contrast AS c ON c.id = m.contrast_id
WHERE m.study_id IN (
  SELECT s.id FROM study AS s WHERE s.id >= :first AND s.id <= :last
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id >= :first_policy AND i.policy_id <= :last_policy
)
ORDER BY m.study_id, m.position
