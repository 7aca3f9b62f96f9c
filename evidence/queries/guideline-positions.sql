-- title: What guidelines recommend, with grades
-- question: Which recommendations does a policy report, by whom, with which grade, for which indication?
-- note: Without a grade the guideline prints none. "category_meaning" says what the grade means, where a grading system is
--   entered for it; grades by several systems stand beside each other, and each by itself in recommendation_grade.
-- parameter policy (policy, optional): Only this policy
SELECT
  g.policy,
  g.position,
  g.organization,
  g.guideline_title,
  g.version,
  g.indication,
  g.category,
  g.category_meaning,
  g.text,
  g.reference,
  r.citation_number,
  r.retracted
FROM guideline_recommendation AS g
LEFT JOIN policy_reference AS r ON r.policy = g.policy AND r.reference = g.reference
WHERE (:policy IS NULL OR g.policy = :policy)
ORDER BY g.policy, g.position, g.guideline, g.recommendation
