-- Which texts print the five-year survival of the trial?
SELECT place, says
FROM prose_mention
WHERE figure_id LIKE 'wang-2015/overall-survival/%@5y:percent'
ORDER BY place, position
