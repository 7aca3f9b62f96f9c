-- Searches of a cycle: what was asked of which source, and through which day.
SELECT r.source, r.strategy, r.query, COALESCE(r.until, SUBSTR(r.run_at, 1, 10)) AS through
FROM search_run AS r
WHERE r.review_cycle_id = :cycle
ORDER BY r.number
