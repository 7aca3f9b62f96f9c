-- One row per reason for rating the certainty of evidence on an outcome down or up.
-- Key: rating, direction, domain
--
-- rating: Key of the rating, as in outcome_certainty
-- comparator: Comparator that the rating holds against; null where it is the same for all
-- direction (codes rating_direction): Down or up
-- domain: Domain that gives the reason, a key of the instrument: imprecision
-- domain_label: The domain in words
-- levels (integer): By how many levels
-- note: Why, in our words; null when not told
-- position (integer): Order within its direction, from 1
SELECT
  i.policy_id AS policy,
  i.key AS indication,
  c.outcome_id AS outcome,
  c.comparator_id AS comparator,
  r.direction AS direction,
  d.key AS domain,
  d.label AS domain_label,
  r.levels AS levels,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'rating_reason:' || r.id || ':note'), r.note) AS note,
  r.position AS position,
  c.id AS rating
FROM indication AS i
JOIN rated_certainty AS c ON c.indication_id = i.id
JOIN rating_reason AS r ON r.rated_certainty_id = c.id
JOIN instrument_domain AS d ON d.id = r.domain_id
