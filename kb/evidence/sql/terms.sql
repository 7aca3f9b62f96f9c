-- Conditions, interventions and outcomes of the vocabulary, with the wider term that each is a form of.
SELECT
  'condition' AS kind, c.id AS key, c.name AS name, c.abbreviation AS abbreviation, c.broader_id AS broader,
  '' AS sort
FROM vocabulary_condition AS c
UNION ALL
SELECT 'intervention', i.id, i.name, i.abbreviation, i.broader_id, i.kind
FROM vocabulary_intervention AS i
UNION ALL
SELECT 'outcome', o.id, o.name, o.abbreviation, o.broader_id, o.domain
FROM vocabulary_outcome AS o
ORDER BY 1, 2
