-- Coverage statements of policies in a range, in order, with the text of the version before.
SELECT
  s.policy_id AS policy,
  s.id AS id,
  s.key AS key,
  s.position AS position,
  s.determination_id AS determination,
  COALESCE(w.label, d.name) AS determination_name,
  d.determination_group AS determination_group,
  s.text AS text,
  s.previous_text AS previous_text,
  s.heading AS heading,
  s.population AS population,
  s.phase AS phase,
  s.duration AS duration,
  s.quantity AS quantity,
  s.service_from AS service_from,
  s.service_to AS service_to
FROM statement AS s
JOIN vocabulary_determination AS d ON d.id = s.determination_id
JOIN policy AS p ON p.id = s.policy_id
LEFT JOIN plan_determination AS w ON w.health_plan_id = p.plan_id AND w.determination_id = s.determination_id
WHERE s.policy_id >= :first AND s.policy_id <= :last
ORDER BY s.policy_id, s.position, s.id
