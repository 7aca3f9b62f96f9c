-- Review cycles, of one policy when it is given.
SELECT c.id, c.policy_id AS policy, c.opened, c.opened_by, c.reviewers, c.due, c.closed, c.state
FROM review_cycle AS c
WHERE CAST(:policy AS TEXT) IS NULL OR c.policy_id = CAST(:policy AS TEXT)
ORDER BY c.policy_id, c.opened
