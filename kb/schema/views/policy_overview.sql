-- One row per policy.
-- Key: policy
--
-- number: Number as the plan prints it, for example RX501.086
-- title: Title of the policy
-- section: Section of the policy manual
-- original_date (date): When the policy first took effect; null when not known
-- effective_date (date): When the newest version took effect, ISO 8601; null when there is no version
-- plan: Name of the health plan that issues the policy
-- plan_key: Key of that plan
-- review_months (integer): Months from one review to the next, 12 unless the policy or its plan says otherwise
-- parent_plan: Plan or association whose policy this one adopts; null when it adopts none
-- parent_number: Number of the adopted policy there; null when not told
-- document: Document that its content was read from; null when none
-- indications (integer): Number of indications
-- statements (integer): Number of coverage statements
-- studies (integer): Number of different studies used for its indications
SELECT
  p.id AS policy,
  COALESCE(p.number, p.id) AS number,
  p.title AS title,
  h.name AS plan,
  p.plan_id AS plan_key,
  p.section AS section,
  p.original_date AS original_date,
  (SELECT MAX(v.effective_date) FROM policy_version AS v WHERE v.policy_id = p.id) AS effective_date,
  COALESCE(p.review_months, h.review_months, 12) AS review_months,
  p.document_id AS document,
  COALESCE(p.parent_plan, a.name) AS parent_plan,
  COALESCE(p.parent_number, p.parent_policy_id) AS parent_number,
  (SELECT COUNT(*) FROM indication AS i WHERE i.policy_id = p.id) AS indications,
  (SELECT COUNT(*) FROM statement AS s WHERE s.policy_id = p.id) AS statements,
  (
    SELECT COUNT(DISTINCT u.study_id)
    FROM indication AS i
    JOIN study_use AS u ON u.indication_id = i.id
    WHERE i.policy_id = p.id
  ) AS studies
FROM policy AS p
JOIN health_plan AS h ON h.id = p.plan_id
LEFT JOIN policy AS u ON u.id = p.parent_policy_id
LEFT JOIN health_plan AS a ON a.id = u.plan_id
