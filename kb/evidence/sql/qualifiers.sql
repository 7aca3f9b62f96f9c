-- Qualifiers of figures of the wanted studies, in order.
SELECT s.id AS study, q.figure_id AS figure, q.qualifier AS qualifier
FROM study AS s
JOIN qualifier AS q ON q.record_id = s.record_id
WHERE s.id IN (
  SELECT x.id FROM study AS x WHERE x.id >= :first AND x.id <= :last
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id >= :first_policy AND i.policy_id <= :last_policy
)
ORDER BY s.id, q.figure_id, q.position
