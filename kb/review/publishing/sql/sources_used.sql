-- What a review searched beside the strategies of its policy.
SELECT r.number, r.source, r.kind, r.strategy
FROM review_search AS r
WHERE r.review_cycle = :cycle AND r.withdrawn = 0
ORDER BY r.number
