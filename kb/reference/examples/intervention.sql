-- Which interventions are a form of another one?
SELECT intervention, name, broader
FROM intervention
WHERE broader IS NOT NULL
ORDER BY position
