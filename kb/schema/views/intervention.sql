-- One row per intervention or comparator, as the vocabulary lists it.
-- Key: intervention
--
-- intervention: Key of the intervention, for example cryoablation
-- name: Name, reads within a sentence
-- abbreviation: Abbreviation; null when there is none
-- kind (codes intervention_kind): What sort of intervention
-- broader: Key of the wider intervention that this is a form of; null when it is a form of none
-- position (integer): Order in the vocabulary, from 1
SELECT
  v.id AS intervention,
  v.name AS name,
  v.abbreviation AS abbreviation,
  v.kind AS kind,
  v.broader_id AS broader,
  v.position AS position
FROM vocabulary_intervention AS v
