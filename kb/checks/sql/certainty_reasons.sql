-- Ratings of certainty: place of the level and of the one before rating (null when not told) among the levels of
-- the instrument from the best, how many levels it has, and what the reasons add up to.
SELECT
  i.record_id AS record,
  c.id AS rating,
  i.id AS indication,
  c.outcome_id AS outcome,
  l.key AS level,
  b.key AS starts,
  (SELECT COUNT(*) FROM instrument_judgement AS x WHERE x.instrument_version_id = l.instrument_version_id
    AND x.use <> 'domain' AND x.position <= l.position) AS level_place,
  (SELECT COUNT(*) FROM instrument_judgement AS x WHERE x.instrument_version_id = b.instrument_version_id
    AND x.use <> 'domain' AND x.position <= b.position) AS starts_place,
  (SELECT COUNT(*) FROM instrument_judgement AS x WHERE x.instrument_version_id = l.instrument_version_id
    AND x.use <> 'domain') AS levels,
  COALESCE((SELECT SUM(r.levels) FROM rating_reason AS r WHERE r.rated_certainty_id = c.id AND r.direction = 'down'), 0)
    AS down,
  COALESCE((SELECT SUM(r.levels) FROM rating_reason AS r WHERE r.rated_certainty_id = c.id AND r.direction = 'up'), 0)
    AS up,
  (SELECT MIN(d.key) FROM rating_reason AS r JOIN instrument_domain AS d ON d.id = r.domain_id
    WHERE r.rated_certainty_id = c.id AND d.rates <> r.direction) AS misplaced
FROM indication AS i
JOIN rated_certainty AS c ON c.indication_id = i.id
JOIN instrument_judgement AS l ON l.id = c.level_id
LEFT JOIN instrument_judgement AS b ON b.id = c.starts_id
ORDER BY i.record_id, c.position
