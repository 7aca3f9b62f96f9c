-- Studies that policies in a range use, once for each policy.
SELECT
  u.policy AS policy,
  s.id AS study,
  s.record_id AS record,
  s.label AS label,
  s.design_id AS design,
  d.name AS design_name,
  d.design_group AS design_group,
  s.data_direction AS data_direction,
  s.known_through_id AS known_through
FROM (
  SELECT DISTINCT i.policy_id AS policy, x.study_id AS study
  FROM indication AS i
  JOIN study_use AS x ON x.indication_id = i.id
  WHERE i.policy_id >= :first AND i.policy_id <= :last
) AS u
JOIN study AS s ON s.id = u.study
JOIN design AS d ON d.id = s.design_id
ORDER BY u.policy, s.id
