-- Which comparative studies are large?
SELECT study, design_name, year, enrolled, pmid
FROM study_overview
WHERE enrolled >= 100 AND design_group IN ('randomized', 'nonrandomized-comparative')
ORDER BY enrolled DESC, study
