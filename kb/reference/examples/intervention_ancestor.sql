-- What counts as cryoablation?
SELECT v.intervention, v.name, a.steps
FROM intervention_ancestor AS a
JOIN intervention AS v ON v.intervention = a.intervention
WHERE a.ancestor = 'cryoablation'
ORDER BY a.steps, v.position
