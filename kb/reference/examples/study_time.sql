-- What is known of participants of an age, and until when.
SELECT study, timepoint_text, results
FROM study_time
WHERE kind IN ('age', 'by-age') OR months_high >= 60
ORDER BY study, months_high, timepoint
