-- Searches of a cycle: what was asked of which source, and through which day.
SELECT r.source, r.strategy, r.query, COALESCE(r.until, r.searched) AS through
FROM review_search AS r
WHERE r.review_cycle = :cycle AND r.withdrawn = 0
ORDER BY r.number
