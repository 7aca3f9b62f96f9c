-- Recommendations that policies in a range report, in order.
SELECT
  r.policy AS policy,
  r.indication AS indication,
  r.organization AS organization,
  r.organization_abbreviation AS abbreviation,
  r.guideline AS guideline,
  r.guideline_title AS title,
  r.version AS version,
  r.recommendation AS recommendation,
  r.graded AS category,
  n.text AS text,
  r.reference AS reference,
  g.summary AS summary,
  r.version_date AS date
FROM guideline_recommendation AS r
JOIN guideline AS g ON g.id = r.guideline
JOIN recommendation AS n ON n.id = r.guideline || '/' || r.recommendation
WHERE r.policy >= :first AND r.policy <= :last
ORDER BY r.policy, r.position
