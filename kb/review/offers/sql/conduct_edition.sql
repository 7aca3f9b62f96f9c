-- The edition whose codes the limitations of conduct of a study use.
SELECT a.instrument_version_id AS edition
FROM appraisal AS a
WHERE a.study_id = :study AND a.indication_id IS NULL
ORDER BY a.id
