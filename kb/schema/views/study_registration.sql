-- One row per registration of a study in a trial registry.
-- Key: study, registry, number
--
-- registry: Name of the registry, for example ClinicalTrials.gov
-- number: Number in the registry
SELECT
  r.study_id AS study,
  s.label AS label,
  r.registry_name AS registry,
  r.number AS number,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = r.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted
FROM registration AS r
JOIN study AS s ON s.id = r.study_id
