-- One row per margin of noninferiority or equivalence that a study set beforehand.
-- Key: study, position
--
-- margin: The margin as stated, with its unit
-- met (codes margin_met): Whether the margin was kept; null when not entered
-- note: How it was chosen, or what limits it; null when not entered
-- hypothesis (codes margin_hypothesis): What the margin was set for
-- population_set: Set of participants that it was judged in; whole = all participants
-- position (integer): Order in the study, from 1
SELECT
  m.study_id AS study,
  s.label AS label,
  s.design_id AS design,
  m.outcome_id AS outcome,
  o.name AS outcome_name,
  c.key AS contrast,
  p.key AS population_set,
  m.hypothesis AS hypothesis,
  m.margin AS margin,
  m.met AS met,
  m.note AS note,
  m.position AS position,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = m.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted
FROM set_margin AS m
JOIN study AS s ON s.id = m.study_id
JOIN vocabulary_outcome AS o ON o.id = m.outcome_id
JOIN population_set AS p ON p.id = m.population_set_id
LEFT JOIN contrast AS c ON c.id = m.contrast_id
