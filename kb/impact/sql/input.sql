-- Rounds of clinical input of a policy with the facts that they print.
SELECT c.year AS year, 'societies' AS part, c.societies_fact_id AS fact
FROM clinical_input AS c
WHERE c.policy_id = :policy AND c.societies_fact_id IS NOT NULL
UNION ALL
SELECT c.year, 'centers', c.centers_fact_id
FROM clinical_input AS c
WHERE c.policy_id = :policy AND c.centers_fact_id IS NOT NULL
ORDER BY 1, 2
