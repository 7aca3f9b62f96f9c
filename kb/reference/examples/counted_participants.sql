-- How many people took part in the randomized trials of each indication, each of them once?
SELECT policy, indication, SUM(counted) AS participants
FROM counted_participants
WHERE design_group = 'randomized'
GROUP BY policy, indication
ORDER BY policy, indication
