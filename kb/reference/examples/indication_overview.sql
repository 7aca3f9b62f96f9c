-- What does a policy ask, and how much evidence answers it?
SELECT indication, title, interventions, comparators, studies, verdict
FROM indication_overview
WHERE policy = '7.01.75'
ORDER BY position
