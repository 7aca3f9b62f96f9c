-- Certainty of evidence on outcomes of the indications of policies in a range, one row for each reason, in order; a
-- rating may have no reason.
SELECT
  i.id AS indication,
  c.id AS rating,
  COALESCE(v.abbreviation, v.title) AS instrument_name,
  o.name AS outcome_name,
  t.name AS comparator_name,
  l.label AS level,
  b.label AS starts,
  c.importance AS importance,
  c.note AS remark,
  r.direction AS direction,
  d.label AS domain,
  r.levels AS levels,
  r.note AS note
FROM indication AS i
JOIN rated_certainty AS c ON c.indication_id = i.id
JOIN instrument_version AS v ON v.id = c.instrument_version_id
JOIN vocabulary_outcome AS o ON o.id = c.outcome_id
JOIN instrument_judgement AS l ON l.id = c.level_id
LEFT JOIN instrument_judgement AS b ON b.id = c.starts_id
LEFT JOIN vocabulary_intervention AS t ON t.id = c.comparator_id
LEFT JOIN rating_reason AS r ON r.rated_certainty_id = c.id
LEFT JOIN instrument_domain AS d ON d.id = r.domain_id
WHERE i.policy_id >= :first AND i.policy_id <= :last
ORDER BY i.policy_id, i.position, c.position, r.direction, r.position
