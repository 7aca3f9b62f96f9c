-- Policies with the date of their newest version, how often they are reviewed, and the review under way.
SELECT
  p.id AS policy,
  p.title,
  p.plan,
  MAX(v.effective_date) AS reviewed,
  p.review_months AS months,
  MAX(c.due) AS due_set,
  MAX(c.opened) AS under_way
FROM policy AS p
JOIN policy_version AS v ON v.policy_id = p.id
LEFT JOIN review_cycle AS c ON c.policy_id = p.id AND c.state IN ('open', 'concluded')
GROUP BY p.id, p.title, p.plan, p.review_months
ORDER BY p.id
