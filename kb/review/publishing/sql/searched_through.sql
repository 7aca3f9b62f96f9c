-- Through which day each search of a cycle went, by the strategy it ran (null for one without): the end of its
-- window, else the day on which it was run.
SELECT
  r.strategy,
  MAX(COALESCE(r.until, r.searched)) AS through
FROM review_search AS r
WHERE r.review_cycle = :cycle AND r.withdrawn = 0
GROUP BY r.strategy
ORDER BY r.strategy
