-- Breakdowns of the wanted studies, one row per part, in order.
SELECT
  b.study_id AS study,
  b.id AS breakdown,
  b.kind AS kind,
  wo.outcome_id AS whole,
  wp.key AS population,
  CASE WHEN b.complete THEN 1 ELSE 0 END AS complete,
  po.outcome_id AS part,
  pp.key AS part_population
FROM breakdown AS b
JOIN population_set AS wp ON wp.id = b.population_set_id
JOIN breakdown_part AS p ON p.breakdown_id = b.id
JOIN population_set AS pp ON pp.id = p.population_set_id
LEFT JOIN study_outcome AS wo ON wo.id = b.study_outcome_id
LEFT JOIN study_outcome AS po ON po.id = p.study_outcome_id
WHERE b.study_id IN (
  SELECT s.id FROM study AS s WHERE s.id >= :first AND s.id <= :last
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id >= :first_policy AND i.policy_id <= :last_policy
)
ORDER BY b.study_id, b.position, p.position
