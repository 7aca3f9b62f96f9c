-- Stored strategies of the policy of a cycle, and how many runs of each the cycle has.
SELECT
  s.key AS strategy,
  (SELECT COUNT(*) FROM search_run AS r WHERE r.review_cycle_id = c.id AND r.strategy = s.key) AS runs
FROM review_cycle AS c
JOIN search_strategy AS s ON s.policy_id = c.policy_id
WHERE c.id = :cycle
ORDER BY s.position
