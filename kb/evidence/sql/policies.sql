-- Policies with numbers in a range.
SELECT
  p.id AS id,
  p.record_id AS record,
  p.title AS title,
  p.plan AS plan,
  p.section AS section,
  p.original_date AS original_date,
  (SELECT MAX(v.effective_date) FROM policy_version AS v WHERE v.policy_id = p.id) AS effective_date,
  p.parent_plan AS parent_plan,
  p.parent_number AS parent_number
FROM policy AS p
WHERE p.id >= :first AND p.id <= :last
ORDER BY p.id
