-- Determinations, by the name that the plan of a policy prints.
SELECT
  d.id AS determination,
  COALESCE(w.label, d.name) AS name
FROM vocabulary_determination AS d
LEFT JOIN policy AS p ON p.id = :policy
LEFT JOIN plan_determination AS w ON w.health_plan_id = p.plan_id AND w.determination_id = d.id
ORDER BY d.id
