-- Which harms are known, and which way is better?
SELECT outcome, name, direction, broader
FROM outcome
WHERE domain = 'harm'
ORDER BY position
