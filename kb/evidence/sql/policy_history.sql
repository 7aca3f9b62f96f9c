-- History of a policy, in order.
SELECT effective_date, action
FROM policy_timeline
WHERE policy = :policy
ORDER BY position
