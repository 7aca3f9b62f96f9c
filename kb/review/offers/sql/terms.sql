-- Interventions and conditions that are forms of a wider one.
SELECT 'intervention' AS element, id AS item, broader_id AS broader
FROM vocabulary_intervention
WHERE broader_id IS NOT NULL
UNION ALL
SELECT 'condition', id, broader_id
FROM vocabulary_condition
WHERE broader_id IS NOT NULL
ORDER BY 1, 2
