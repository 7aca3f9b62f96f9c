-- One row per outcome, characteristic or count that studies report, as the vocabulary lists it.
-- Key: outcome
--
-- outcome: Key of the outcome, for example overall-survival
-- name: Name, reads within a sentence
-- abbreviation: Abbreviation; null when there is none
-- domain (codes outcome_domain): What the outcome is about
-- direction (codes outcome_direction): Which way is better for the patient
-- named_for (codes effect_of): absence = it is called by what does not happen (survival, freedom from reoperation), told by its domain and the words of its name; event = all others
-- role (codes result_role): Role that its results have unless they say otherwise
-- whole_numbers (boolean): 1 = the value of each participant is a whole number, so a mean of n is a multiple of 1/n
-- scale: Lowest and highest value that a participant can have, for example 0 to 64; null when there is no such limit
-- broader: Key of the wider outcome that this is a form of; null when it is a form of none
-- position (integer): Order in the vocabulary, from 1
SELECT
  v.id AS outcome,
  v.name AS name,
  v.abbreviation AS abbreviation,
  v.domain AS domain,
  v.direction AS direction,
  CASE
    WHEN v.direction <> 'higher' THEN 'event'
    WHEN v.domain IN ('survival', 'recurrence') THEN 'absence'
    WHEN REPLACE(' ' || REPLACE(LOWER(v.id || ' ' || v.name), '-', ' ') || ' ', ' free ', '')
      <> ' ' || REPLACE(LOWER(v.id || ' ' || v.name), '-', ' ') || ' ' THEN 'absence'
    WHEN REPLACE(' ' || REPLACE(LOWER(v.id || ' ' || v.name), '-', ' ') || ' ', ' freedom ', '')
      <> ' ' || REPLACE(LOWER(v.id || ' ' || v.name), '-', ' ') || ' ' THEN 'absence'
    WHEN REPLACE(' ' || REPLACE(LOWER(v.id || ' ' || v.name), '-', ' ') || ' ', ' absence ', '')
      <> ' ' || REPLACE(LOWER(v.id || ' ' || v.name), '-', ' ') || ' ' THEN 'absence'
    WHEN REPLACE(' ' || REPLACE(LOWER(v.id || ' ' || v.name), '-', ' ') || ' ', ' survival ', '')
      <> ' ' || REPLACE(LOWER(v.id || ' ' || v.name), '-', ' ') || ' ' THEN 'absence'
    ELSE 'event'
  END AS named_for,
  v.role AS role,
  CASE WHEN v.whole_numbers THEN 1 ELSE 0 END AS whole_numbers,
  v.scale AS scale,
  v.broader_id AS broader,
  v.position AS position
FROM vocabulary_outcome AS v
