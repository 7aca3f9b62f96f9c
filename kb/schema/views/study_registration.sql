-- One row per registration of a study in a trial registry.
-- Key: study, registry, number
--
-- registry: Name of the registry, for example ClinicalTrials.gov
-- number: Number in the registry
SELECT
  r.study_id AS study,
  s.label AS label,
  r.registry_name AS registry,
  r.number AS number
FROM registration AS r
JOIN study AS s ON s.id = r.study_id
