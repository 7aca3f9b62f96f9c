-- Policies whose numbers lie in a range, as the checks see them.
SELECT
  p.id AS policy,
  p.record_id AS record,
  p.title AS title,
  p.original_date AS original_date,
  (SELECT MAX(v.effective_date) FROM policy_version AS v WHERE v.policy_id = p.id) AS effective_date
FROM policy AS p
WHERE p.id >= :first AND p.id <= :last
ORDER BY p.id
