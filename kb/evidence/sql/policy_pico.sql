-- Interventions, comparators and outcomes of the questions of policies in a range, in order.
SELECT
  i.id AS indication,
  e.element AS element,
  v.id AS key,
  v.name AS name,
  v.abbreviation AS abbreviation,
  0 AS relevant,
  CAST(NULL AS TEXT) AS interest,
  e.position AS position
FROM indication AS i
JOIN pico_element AS e ON e.indication_id = i.id
JOIN vocabulary_intervention AS v ON v.id = e.intervention_id
WHERE i.policy_id >= :first AND i.policy_id <= :last
UNION ALL
SELECT
  i.id, 'outcome', o.id, o.name, o.abbreviation, CASE WHEN x.relevant THEN 1 ELSE 0 END,
  COALESCE(x.interest, CASE WHEN x.relevant THEN 'main' ELSE 'other' END), x.position
FROM indication AS i
JOIN indication_outcome AS x ON x.indication_id = i.id
JOIN vocabulary_outcome AS o ON o.id = x.outcome_id
WHERE i.policy_id >= :first AND i.policy_id <= :last
ORDER BY 1, 2, 8
