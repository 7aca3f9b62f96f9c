-- What happened to a policy, and when?
SELECT effective_date, action
FROM policy_timeline
WHERE policy = '7.01.75'
ORDER BY position
