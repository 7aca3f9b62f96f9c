-- Which studies report complications of any kind?
SELECT r.study, r.outcome, COUNT(*) AS results
FROM outcome_ancestor AS a
JOIN arm_result AS r ON r.outcome = a.outcome
WHERE a.ancestor = 'complications'
GROUP BY r.study, r.outcome
ORDER BY r.study, r.outcome
