-- What a review searched beside the strategies of its policy.
SELECT r.number, r.source, r.kind, r.strategy
FROM search_run AS r
WHERE r.review_cycle_id = :cycle
ORDER BY r.number
