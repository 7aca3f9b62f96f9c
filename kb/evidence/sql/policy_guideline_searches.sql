-- Searches for guidelines that found none, of policies in a range, in order.
SELECT
  s.policy_id AS policy,
  s.id AS id,
  COALESCE(s.organization, g.organization) AS organization,
  s.guideline_id AS guideline,
  g.title AS title,
  g.abbreviation AS abbreviation,
  g.reference_id AS reference,
  s.date AS date,
  s.text AS text
FROM guideline_search AS s
LEFT JOIN guideline AS g ON g.id = s.guideline_id
WHERE s.policy_id >= :first AND s.policy_id <= :last
ORDER BY s.policy_id, s.position
