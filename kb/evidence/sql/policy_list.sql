-- Policies with the sizes of their reviews.
SELECT
  p.policy AS policy,
  p.number AS number,
  p.title AS title,
  p.plan AS plan,
  p.plan_key AS plan_key,
  p.effective_date AS effective_date,
  p.indications AS indications,
  p.studies AS studies,
  (SELECT COUNT(*) FROM policy_reference AS r WHERE r.policy = p.policy) AS "references"
FROM policy_overview AS p
ORDER BY p.policy
