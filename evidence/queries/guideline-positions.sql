-- title: What guidelines recommend, with grades
-- question: Which recommendations does a policy report, by whom, with which grade, for which indication?
-- parameter policy (policy): The policy
SELECT
  g.position,
  g.organization,
  g.guideline_title,
  g.version,
  g.indication,
  g.category,
  g.text,
  g.reference,
  r.citation_number
FROM guideline_recommendation AS g
LEFT JOIN policy_reference AS r ON r.policy = g.policy AND r.reference = g.reference
WHERE g.policy = :policy
ORDER BY g.position, g.recommendation
