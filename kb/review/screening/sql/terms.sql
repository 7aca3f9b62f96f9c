-- Words of a policy's questions: conditions, interventions, comparators, outcomes, and their narrower forms.
WITH RECURSIVE asked AS (
  SELECT e.element AS element, e.intervention_id AS id
  FROM indication AS i
  JOIN pico_element AS e ON e.indication_id = i.id
  WHERE i.policy_id = :policy
),

interventions AS (
  SELECT a.element, v.id, v.name, v.abbreviation
  FROM asked AS a
  JOIN vocabulary_intervention AS v ON v.id = a.id AND v.kind <> 'none'
  UNION
  SELECT w.element, v.id, v.name, v.abbreviation
  FROM interventions AS w
  JOIN vocabulary_intervention AS v ON v.broader_id = w.id
),

conditions AS (
  SELECT c.id, c.name, c.abbreviation
  FROM indication AS i
  JOIN vocabulary_condition AS c ON c.id = i.condition_id
  WHERE i.policy_id = :policy
  UNION
  SELECT c.id, c.name, c.abbreviation
  FROM conditions AS w
  JOIN vocabulary_condition AS c ON c.broader_id = w.id
)

SELECT element, id AS "key", name, abbreviation FROM interventions
UNION
SELECT 'population', id, name, abbreviation FROM conditions
UNION
SELECT 'outcome', o.id, o.name, o.abbreviation
FROM indication AS i
JOIN indication_outcome AS x ON x.indication_id = i.id
JOIN vocabulary_outcome AS o ON o.id = x.outcome_id
WHERE i.policy_id = :policy
ORDER BY 1, 2
