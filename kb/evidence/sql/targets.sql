-- Targets of the index tests of the wanted studies, in order.
SELECT
  g.study_id AS study,
  g.key AS key,
  g.condition_id AS condition,
  COALESCE(g.label, c.name) AS name,
  g.reference_standard AS reference_standard,
  g.threshold AS threshold,
  g.timing AS timing,
  g.blinding AS blinding,
  g.verification AS verification,
  g.unit AS unit,
  g.note AS note
FROM target AS g
LEFT JOIN vocabulary_condition AS c ON c.id = g.condition_id
WHERE g.study_id IN (
  SELECT s.id FROM study AS s WHERE s.id >= :first AND s.id <= :last
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id >= :first_policy AND i.policy_id <= :last_policy
)
ORDER BY g.study_id, g.position
