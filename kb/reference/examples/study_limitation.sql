-- What limits the randomized trials?
SELECT l.study, l.table_name, l.domain, l.text
FROM study_limitation AS l
JOIN study_overview AS s ON s.study = l.study
WHERE s.design_group = 'randomized'
ORDER BY l.study, l.table_name, l.position
