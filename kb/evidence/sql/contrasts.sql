-- Contrasts of the wanted studies, in order, with the keys of their sides.
SELECT
  c.study_id AS study,
  c.key AS key,
  c.kind AS kind,
  c.method AS method,
  COALESCE(ia.key, ip.key) AS index_side,
  COALESCE(ra.key, rp.key) AS reference_side,
  c.factor AS factor
FROM contrast AS c
LEFT JOIN arm AS ia ON ia.id = c.index_arm_id
LEFT JOIN arm AS ra ON ra.id = c.reference_arm_id
LEFT JOIN population_set AS ip ON ip.id = c.index_population_id
LEFT JOIN population_set AS rp ON rp.id = c.reference_population_id
WHERE c.study_id IN (
  SELECT s.id FROM study AS s WHERE s.id >= :first AND s.id <= :last
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id >= :first_policy AND i.policy_id <= :last_policy
)
ORDER BY c.study_id, c.position
