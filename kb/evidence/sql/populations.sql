-- Population sets of the wanted studies, in order.
SELECT
  p.study_id AS study,
  p.key AS key,
  p.kind AS kind,
  p.label AS label,
  p.by_outcome_id AS by_outcome,
  o.name AS by_outcome_name
FROM population_set AS p
LEFT JOIN vocabulary_outcome AS o ON o.id = p.by_outcome_id
WHERE p.study_id IN (
  SELECT s.id FROM study AS s WHERE s.id >= :first AND s.id <= :last
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id >= :first_policy AND i.policy_id <= :last_policy
)
ORDER BY p.study_id, p.position
