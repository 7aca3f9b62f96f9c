-- The newest run of each stored strategy in a cycle, and the last day that it searched.
SELECT r.strategy, r.number, COALESCE(r.until, r.searched) AS through
FROM review_search AS r
WHERE
  r.review_cycle = :cycle
  AND r.withdrawn = 0
  AND r.strategy IS NOT NULL
  AND r.number = (
    SELECT MAX(s.number) FROM review_search AS s
    WHERE s.review_cycle = r.review_cycle AND s.strategy = r.strategy AND s.withdrawn = 0
  )
ORDER BY r.strategy
