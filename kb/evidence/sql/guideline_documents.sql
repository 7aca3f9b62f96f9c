-- Guidelines that are references of ours, with the policies that report a recommendation of theirs.
SELECT DISTINCT g.reference_id AS reference, p.policy_id AS policy
FROM policy_recommendation AS p
JOIN recommendation AS r ON r.id = p.recommendation_id
JOIN guideline AS g ON g.id = r.guideline_id
WHERE g.reference_id IS NOT NULL
ORDER BY 1, 2
