-- Title, plan and dates of a policy.
SELECT policy, title, plan, section, original_date, effective_date, parent_plan, parent_number
FROM policy_overview
WHERE policy = :policy
