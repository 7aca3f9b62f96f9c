-- One row per outcome of an indication of which the certainty of evidence was rated, by GRADE or another system.
-- Key: rating
--
-- rating: Key of the row in table rated_certainty
-- comparator: Comparator that it holds against; null where it is the same for all
-- edition: Edition of the instrument, for example grade-2013
-- instrument_name: How texts name the instrument, for example GRADE
-- certainty: Level of certainty, a key of the instrument: high, moderate, low, very-low
-- certainty_label: The level in words
-- starts: Level before rating down and up; null when not told
-- levels_down (integer): By how many levels it was rated down
-- levels_up (integer): By how many levels it was rated up
-- importance (codes outcome_importance): How important the outcome is for a decision; null when not told
-- studies (integer): How many studies the rating names; 0 where it rests on all that report the outcome
-- note: Remark on the rating, in our words; null for none
-- position (integer): Order within the indication, from 1
SELECT
  i.policy_id AS policy,
  i.key AS indication,
  c.outcome_id AS outcome,
  o.name AS outcome_name,
  c.comparator_id AS comparator,
  c.instrument_version_id AS edition,
  COALESCE(v.abbreviation, v.title) AS instrument_name,
  l.key AS certainty,
  l.label AS certainty_label,
  b.key AS starts,
  COALESCE((SELECT SUM(r.levels) FROM rating_reason AS r WHERE r.rated_certainty_id = c.id AND r.direction = 'down'), 0)
    AS levels_down,
  COALESCE((SELECT SUM(r.levels) FROM rating_reason AS r WHERE r.rated_certainty_id = c.id AND r.direction = 'up'), 0)
    AS levels_up,
  c.importance AS importance,
  (SELECT COUNT(*) FROM certainty_study AS x WHERE x.rated_certainty_id = c.id) AS studies,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'rated_certainty:' || c.id || ':note'), c.note) AS note,
  c.position AS position,
  c.id AS rating
FROM indication AS i
JOIN rated_certainty AS c ON c.indication_id = i.id
JOIN vocabulary_outcome AS o ON o.id = c.outcome_id
JOIN instrument_version AS v ON v.id = c.instrument_version_id
JOIN instrument_judgement AS l ON l.id = c.level_id
LEFT JOIN instrument_judgement AS b ON b.id = c.starts_id
