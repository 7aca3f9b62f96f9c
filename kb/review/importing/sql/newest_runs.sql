-- The newest run of each stored strategy in a cycle, and the last day that it searched.
SELECT r.strategy, r.number, COALESCE(r.until, SUBSTR(r.run_at, 1, 10)) AS through
FROM search_run AS r
WHERE
  r.review_cycle_id = :cycle
  AND r.strategy IS NOT NULL
  AND r.number = (
    SELECT MAX(s.number) FROM search_run AS s
    WHERE s.review_cycle_id = r.review_cycle_id AND s.strategy = r.strategy
  )
ORDER BY r.strategy
