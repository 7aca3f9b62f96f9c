-- Which indication uses which study.
SELECT u.study_id AS study, u.indication_id AS indication
FROM study_use AS u
ORDER BY u.study_id, u.indication_id
