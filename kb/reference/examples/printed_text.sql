-- How do the findings on liver cancer read in the document?
SELECT place, text
FROM printed_text
WHERE place LIKE 'finding:7.01.75/hcc/%'
ORDER BY place
