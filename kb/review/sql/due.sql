-- Policies with the date of their newest version, how often they are reviewed, and the review under way.
SELECT
  p.id AS policy,
  p.title,
  h.name AS plan,
  MAX(v.effective_date) AS reviewed,
  COALESCE(p.review_months, h.review_months) AS months,
  MAX(c.due) AS due_set,
  MAX(c.opened) AS under_way
FROM policy AS p
JOIN health_plan AS h ON h.id = p.plan_id
JOIN policy_version AS v ON v.policy_id = p.id
LEFT JOIN review_cycle AS c ON c.policy_id = p.id AND c.state IN ('open', 'concluded')
GROUP BY p.id, p.title, h.name, p.review_months, h.review_months
ORDER BY p.id
