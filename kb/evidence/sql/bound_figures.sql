-- Figures of studies that the findings of the indications of a policy rest on, each once for an indication.
SELECT DISTINCT i.key AS indication, b.figure_id AS figure
FROM indication AS i
JOIN finding AS f ON f.indication_id = i.id
JOIN finding_basis AS b ON b.finding_id = f.id
JOIN figure AS g ON g.id = b.figure_id
WHERE i.policy_id = :policy AND g.result_id IS NOT NULL
ORDER BY i.key, b.figure_id
