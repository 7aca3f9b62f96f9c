-- Stored search strategies of policies in a range, in order.
SELECT s.policy_id AS policy, s.source, s.platform, s.query, s.limits, s.through
FROM search_strategy AS s
WHERE s.policy_id >= :first AND s.policy_id <= :last
ORDER BY s.policy_id, s.position
