-- Cycles of a policy that were opened before one, oldest first.
SELECT c.id, c.reviewers, c.state
FROM review_cycle AS c
WHERE c.policy_id = :policy AND c.opened < :opened
ORDER BY c.opened
