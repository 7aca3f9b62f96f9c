-- Where is each hazard ratio printed?
SELECT study, outcome, contrast, reported_text, document, source_start, source_printed
FROM figure_detail
WHERE statistic = 'hazard-ratio'
ORDER BY figure_id
