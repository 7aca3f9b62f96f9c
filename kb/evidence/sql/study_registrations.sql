-- Entries of a study in trial registries, in order.
SELECT r.registry_name AS registry, r.number AS number
FROM study_registration AS r
WHERE r.study_id = :study
ORDER BY r.position
