-- Contrasts of studies in a range of keys; sides are keys of arms or of population sets.
SELECT
  c.study_id AS study,
  c.key AS contrast,
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
WHERE c.study_id >= :first AND c.study_id <= :last
ORDER BY c.study_id, c.position
