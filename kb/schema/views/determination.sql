-- One row per determination, as the vocabulary lists it: what a coverage statement can decide.
-- Key: determination
--
-- determination: Key of the determination, for example medically-necessary
-- name: Name, as printed before a statement
-- abbreviation: Abbreviation; null when there is none
-- determination_group (codes determination_group): What it comes to for coverage, whatever a plan calls it
-- meaning: What it means, in the words of the plan; null when not told
-- position (integer): Order in the vocabulary, from 1
SELECT
  v.id AS determination,
  v.name AS name,
  v.abbreviation AS abbreviation,
  v.determination_group AS determination_group,
  v.meaning AS meaning,
  v.position AS position
FROM vocabulary_determination AS v
