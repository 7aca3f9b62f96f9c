-- Recommendations that policies in a range report, in order, with their guideline.
SELECT
  p.policy_id AS policy,
  p.recommendation_id AS recommendation,
  p.indication_id AS indication,
  r.guideline_id AS guideline
FROM policy_recommendation AS p
JOIN recommendation AS r ON r.id = p.recommendation_id
WHERE p.policy_id >= :first AND p.policy_id <= :last
ORDER BY p.policy_id, p.position
