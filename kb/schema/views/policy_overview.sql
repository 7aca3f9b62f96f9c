-- One row per policy.
-- Key: policy
--
-- title: Title of the policy
-- section: Section of the policy manual
-- original_date (date): When the policy first took effect; null when not known
-- effective_date (date): When the newest version took effect, ISO 8601; null when there is no version
-- review_months (integer): Months from one review to the next, 12 unless the policy says otherwise
-- document: Document that its content was read from; null when none
-- indications (integer): Number of indications
-- statements (integer): Number of coverage statements
-- studies (integer): Number of different studies used for its indications
SELECT
  p.id AS policy,
  p.title AS title,
  p.plan AS plan,
  p.section AS section,
  p.original_date AS original_date,
  (SELECT MAX(v.effective_date) FROM policy_version AS v WHERE v.policy_id = p.id) AS effective_date,
  COALESCE(p.review_months, 12) AS review_months,
  p.document_id AS document,
  p.parent_plan AS parent_plan,
  p.parent_number AS parent_number,
  (SELECT COUNT(*) FROM indication AS i WHERE i.policy_id = p.id) AS indications,
  (SELECT COUNT(*) FROM statement AS s WHERE s.policy_id = p.id) AS statements,
  (
    SELECT COUNT(DISTINCT u.study_id)
    FROM indication AS i
    JOIN study_use AS u ON u.indication_id = i.id
    WHERE i.policy_id = p.id
  ) AS studies
FROM policy AS p
