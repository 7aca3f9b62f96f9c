-- Stored search strategies of a policy, in order.
SELECT s.source, s.platform, s.query, s.limits, s.through
FROM search_strategy AS s
WHERE s.policy_id = :policy
ORDER BY s.position
