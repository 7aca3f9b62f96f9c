-- Contrasts of the studies that policies in a range use; sides are keys of arms or of population sets.
SELECT
  u.policy AS policy,
  c.study_id AS study,
  c.key AS contrast,
  c.kind AS kind,
  c.method AS method,
  COALESCE(ia.key, ip.key) AS index_side,
  COALESCE(ra.key, rp.key) AS reference_side,
  c.factor AS factor
FROM (
  SELECT DISTINCT i.policy_id AS policy, y.study_id AS study
  FROM indication AS i
  JOIN study_use AS y ON y.indication_id = i.id
  WHERE i.policy_id >= :first AND i.policy_id <= :last
) AS u
JOIN contrast AS c ON c.study_id = u.study
LEFT JOIN arm AS ia ON ia.id = c.index_arm_id
LEFT JOIN arm AS ra ON ra.id = c.reference_arm_id
LEFT JOIN population_set AS ip ON ip.id = c.index_population_id
LEFT JOIN population_set AS rp ON rp.id = c.reference_population_id
ORDER BY u.policy, c.study_id, c.position
