-- By what was each target established, and who was blinded?
SELECT study, target_name, reference_standard, timing, blinding, verification
FROM study_target
ORDER BY study, position
