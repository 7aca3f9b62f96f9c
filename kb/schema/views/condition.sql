-- One row per condition or disease, as the vocabulary lists it.
-- Key: condition
--
-- condition: Key of the condition, for example hepatocellular-carcinoma
-- name: Name, reads within a sentence
-- abbreviation: Abbreviation; null when there is none
-- broader: Key of the wider condition that this is a form of; null when it is a form of none
-- position (integer): Order in the vocabulary, from 1
SELECT
  v.id AS condition,
  v.name AS name,
  v.abbreviation AS abbreviation,
  v.broader_id AS broader,
  v.position AS position
FROM vocabulary_condition AS v
