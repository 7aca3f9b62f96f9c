-- The release that a cycle started from: the newest of the policy before the one that ends the cycle. No release
-- of a cycle that was opened later comes into question.
SELECT r.id AS release
FROM review_cycle AS y
JOIN release AS r ON r.policy_id = y.policy_id
LEFT JOIN review_cycle AS o ON o.id = r.review_cycle_id
LEFT JOIN release AS own ON own.review_cycle_id = y.id
WHERE
  y.id = :cycle
  AND (o.id IS NULL OR o.opened < y.opened)
  AND (own.id IS NULL OR r.effective_date < own.effective_date)
ORDER BY r.effective_date DESC
LIMIT 1
