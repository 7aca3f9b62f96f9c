-- Which studies were judged by which instrument, and what came out?
SELECT a.study, a.instrument_name, a.outcome, a.overall_label
FROM study_appraisal AS a
WHERE a.retracted = 0
ORDER BY a.study, a.position
