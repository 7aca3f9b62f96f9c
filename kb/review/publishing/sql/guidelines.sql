-- Guidelines that a policy reports, with the other versions of the same guideline on file.
SELECT DISTINCT
  g.id AS guideline,
  COALESCE(g.abbreviation, g.organization) AS organization,
  g.title,
  g.version,
  r.issued,
  o.id AS other,
  o.version AS other_version,
  q.issued AS other_issued
FROM policy_recommendation AS p
JOIN recommendation AS m ON m.id = p.recommendation_id
JOIN guideline AS g ON g.id = m.guideline_id
LEFT JOIN reference AS r ON r.id = g.reference_id
LEFT JOIN guideline AS o
  ON LOWER(o.organization) = LOWER(g.organization) AND LOWER(o.title) = LOWER(g.title) AND o.id <> g.id
LEFT JOIN reference AS q ON q.id = o.reference_id
WHERE p.policy_id = :policy
ORDER BY g.id, o.id
