-- Evidence groups of the indications of policies in a range, with the studies in them; a group may have none.
SELECT
  i.policy_id AS policy,
  i.id AS indication,
  g.id AS evidence_group,
  g.heading AS heading,
  g.intro AS intro,
  u.study_id AS study
FROM indication AS i
JOIN evidence_group AS g ON g.indication_id = i.id
LEFT JOIN study_use AS u ON u.evidence_group_id = g.id
WHERE i.policy_id >= :first AND i.policy_id <= :last
ORDER BY i.policy_id, i.position, g.position, u.position
