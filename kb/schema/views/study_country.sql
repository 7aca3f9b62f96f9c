-- One row per country or region of the sites of a study.
-- Key: study, country
--
-- country: Country or region, as the source names it
-- position (integer): Order in the study, from 1
SELECT
  c.study_id AS study,
  s.label AS label,
  c.country AS country,
  c.position AS position,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = c.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted
FROM site_country AS c
JOIN study AS s ON s.id = c.study_id
