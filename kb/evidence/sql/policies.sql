-- Policies with numbers in a range.
SELECT
  p.id AS id,
  p.record_id AS record,
  p.title AS title,
  h.name AS plan,
  p.plan_id AS plan_key,
  p.section AS section,
  p.original_date AS original_date,
  (SELECT MAX(v.effective_date) FROM policy_version AS v WHERE v.policy_id = p.id) AS effective_date,
  -- A policy that this database has says itself whose it is, and its number.
  COALESCE(p.parent_plan, a.name) AS parent_plan,
  COALESCE(p.parent_number, u.number, p.parent_policy_id) AS parent_number,
  COALESCE(p.number, p.id) AS number
FROM policy AS p
JOIN health_plan AS h ON h.id = p.plan_id
LEFT JOIN policy AS u ON u.id = p.parent_policy_id
LEFT JOIN health_plan AS a ON a.id = u.plan_id
WHERE p.id >= :first AND p.id <= :last
ORDER BY p.id
