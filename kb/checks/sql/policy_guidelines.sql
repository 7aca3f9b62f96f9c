-- Guidelines of which policies report a recommendation, by policy.
SELECT DISTINCT p.policy_id AS policy, r.guideline_id AS guideline
FROM policy_recommendation AS p
JOIN recommendation AS r ON r.id = p.recommendation_id
ORDER BY 1, 2
