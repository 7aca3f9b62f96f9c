-- Which publication reports each randomized trial?
SELECT p.study, p.role, p.reference
FROM study_publication AS p
JOIN study_overview AS s ON s.study = p.study
WHERE s.design_group = 'randomized'
ORDER BY p.study, p.position
