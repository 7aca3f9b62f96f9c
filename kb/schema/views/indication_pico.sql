-- One row per intervention, comparator and outcome of the PICO question of an indication.
-- Key: policy, indication, element, key
--
-- element (codes pico_part): Which part of the question it is
-- position (integer): Order within its element, from 1
-- key: Key of the intervention, comparator or outcome in the vocabulary
-- name: Its name, reads within a sentence
-- abbreviation: Its abbreviation; null when there is none
-- relevant (boolean): 1 = an outcome named among the relevant ones of the conclusion; 0 = not, or no outcome
-- interest (codes outcome_interest): How the question names the outcome; null for interventions and comparators
SELECT
  i.policy_id AS policy,
  i.key AS indication,
  e.element AS element,
  e.position AS position,
  v.id AS key,
  v.name AS name,
  v.abbreviation AS abbreviation,
  0 AS relevant,
  CAST(NULL AS TEXT) AS interest
FROM indication AS i
JOIN pico_element AS e ON e.indication_id = i.id
JOIN vocabulary_intervention AS v ON v.id = e.intervention_id
UNION ALL
SELECT
  i.policy_id,
  i.key,
  'outcome',
  x.position,
  o.id,
  o.name,
  o.abbreviation,
  CASE WHEN x.relevant THEN 1 ELSE 0 END,
  COALESCE(x.interest, CASE WHEN x.relevant THEN 'main' ELSE 'other' END)
FROM indication AS i
JOIN indication_outcome AS x ON x.indication_id = i.id
JOIN vocabulary_outcome AS o ON o.id = x.outcome_id
