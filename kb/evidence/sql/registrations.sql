-- Entries of the wanted studies in trial registries, in order.
SELECT r.study_id AS study, r.registry_name AS registry, r.number AS number
FROM registration AS r
WHERE r.study_id IN (
  SELECT s.id FROM study AS s WHERE s.id >= :first AND s.id <= :last
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id >= :first_policy AND i.policy_id <= :last_policy
)
ORDER BY r.study_id, r.position
