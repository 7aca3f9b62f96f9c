-- Through which day each search of a cycle went, by the strategy it ran (null for one without): the end of its
-- window, else the day on which it was run.
SELECT
  r.strategy,
  MAX(COALESCE(r.until, SUBSTR(r.run_at, 1, 10))) AS through
FROM search_run AS r
WHERE r.review_cycle_id = :cycle
GROUP BY r.strategy
ORDER BY r.strategy
