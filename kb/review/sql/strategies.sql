-- Stored search strategies of a policy, in order, each with the indications it is for, one row to each; without
-- any it is for all, and the indication is null.
SELECT
  s.key AS strategy,
  i.key AS indication,
  s.source,
  s.platform,
  s.query,
  s.limits,
  s.through
FROM search_strategy AS s
LEFT JOIN strategy_indication AS x ON x.strategy_id = s.id
LEFT JOIN indication AS i ON i.id = x.indication_id
WHERE s.policy_id = :policy
ORDER BY s.position, x.position
