-- Question and selection criteria of the indications of a policy, or of one: one row per text, in the order of PICO.
WITH line AS (
  SELECT
    i.id AS indication_id,
    0 AS part,
    0 AS position,
    'Population' AS label,
    COALESCE(
      (SELECT y.text FROM printed_text AS y WHERE y.place = 'indication:' || i.id || ':population'), i.population
    ) AS text
  FROM indication AS i
  UNION ALL
  SELECT
    i.id,
    CASE p.element WHEN 'intervention' THEN 1 WHEN 'comparator' THEN 2 ELSE 3 END,
    p.position,
    CASE p.element WHEN 'intervention' THEN 'Interventions' WHEN 'comparator' THEN 'Comparators' ELSE 'Outcomes' END,
    p.name
  FROM indication AS i
  JOIN indication_pico AS p ON p.policy = i.policy_id AND p.indication = i.key
  WHERE p.element IN ('intervention', 'comparator', 'outcome')
  UNION ALL
  SELECT
    c.indication_id,
    4,
    c.position,
    'Criteria',
    COALESCE(
      (SELECT y.text FROM printed_text AS y WHERE y.place = 'selection_criterion:' || c.id || ':text'), c.text
    )
  FROM selection_criterion AS c
  UNION ALL
  -- those of the plan, where the indication lists none
  SELECT i.id, 4, c.position, 'Criteria', c.text
  FROM indication AS i
  JOIN policy AS p ON p.id = i.policy_id
  JOIN plan_selection_criterion AS c ON c.health_plan_id = p.plan_id
  WHERE i.plan_criteria
    AND NOT EXISTS (SELECT 1 FROM selection_criterion AS o WHERE o.indication_id = i.id)
)

SELECT i.key AS indication, i.title, l.label, l.text
FROM line AS l
JOIN indication AS i ON i.id = l.indication_id
WHERE
  i.policy_id = :policy
  AND (CAST(:indication AS TEXT) IS NULL OR i.key = CAST(:indication AS TEXT))
ORDER BY i.position, l.part, l.position
