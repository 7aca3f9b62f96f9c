-- Breakdowns of studies in a range of keys, one row per part: an outcome in a set, or a set alone.
SELECT
  b.study_id AS study,
  b.id AS breakdown,
  o.outcome_id AS whole,
  w.key AS population,
  CASE WHEN b.complete THEN 1 ELSE 0 END AS complete,
  po.outcome_id AS part,
  CASE WHEN po.outcome_id IS NULL THEN pw.key END AS part_set,
  pw.key AS parts_in
FROM breakdown AS b
JOIN population_set AS w ON w.id = b.population_set_id
LEFT JOIN study_outcome AS o ON o.id = b.study_outcome_id
JOIN breakdown_part AS p ON p.breakdown_id = b.id
LEFT JOIN study_outcome AS po ON po.id = p.study_outcome_id
JOIN population_set AS pw ON pw.id = p.population_set_id
WHERE b.study_id >= :first AND b.study_id <= :last
ORDER BY b.study_id, b.position, p.position
