-- Recommendations that a policy reports, in order.
SELECT
  r.indication AS indication,
  r.organization AS organization,
  r.organization_abbreviation AS abbreviation,
  r.guideline AS guideline,
  r.guideline_title AS title,
  r.version AS version,
  r.recommendation AS recommendation,
  r.category AS category,
  r.text AS text,
  r.reference AS reference,
  g.summary AS summary
FROM guideline_recommendation AS r
JOIN guideline AS g ON g.id = r.guideline
WHERE r.policy = :policy
ORDER BY r.position
