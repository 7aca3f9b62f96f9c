-- Stored strategies of the policy of a cycle, and how many runs of each the cycle has.
SELECT
  s.key AS strategy,
  (SELECT COUNT(*) FROM review_search AS r WHERE r.review_cycle = c.id AND r.strategy = s.key AND r.withdrawn = 0) AS runs
FROM review_cycle AS c
JOIN search_strategy AS s ON s.policy_id = c.policy_id
WHERE c.id = :cycle
ORDER BY s.position
