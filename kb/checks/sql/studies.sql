-- Studies whose keys lie in a range, as the checks see them.
SELECT
  s.id AS study,
  s.label AS label,
  s.design_id AS design,
  d.design_group AS design_group,
  s.data_direction AS data_direction,
  s.known_through_id AS known_through
FROM study AS s
JOIN design AS d ON d.id = s.design_id
WHERE s.id >= :first AND s.id <= :last
ORDER BY s.id
