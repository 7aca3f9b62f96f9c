-- Interventions, comparators and outcomes of the questions of policies in a range, in order.
SELECT
  i.policy_id AS policy, e.indication_id AS indication, e.element AS element, e.intervention_id AS key,
  0 AS relevant, e.position AS position
FROM indication AS i
JOIN pico_element AS e ON e.indication_id = i.id
WHERE i.policy_id >= :first AND i.policy_id <= :last
UNION ALL
SELECT
  i.policy_id, o.indication_id, 'outcome', o.outcome_id, CASE WHEN o.relevant THEN 1 ELSE 0 END, o.position
FROM indication AS i
JOIN indication_outcome AS o ON o.indication_id = i.id
WHERE i.policy_id >= :first AND i.policy_id <= :last
ORDER BY 1, 2, 3, 6
