-- Which studies are registered, and where?
SELECT study, label, registry, number
FROM study_registration
ORDER BY study, registry, number
