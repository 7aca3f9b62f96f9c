-- Which studies were done in the United States?
SELECT study, label
FROM study_country
WHERE country = 'United States'
ORDER BY study
