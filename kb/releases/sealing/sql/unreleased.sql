-- Reviews that were published and whose version is not there, of one policy when it is given.
SELECT c.policy_id AS policy, c.opened, c.closed
FROM review_cycle AS c
WHERE c.state = 'published' AND (CAST(:policy AS TEXT) IS NULL OR c.policy_id = CAST(:policy AS TEXT))
  AND NOT EXISTS (SELECT 1 FROM release AS r WHERE r.review_cycle_id = c.id)
ORDER BY c.policy_id, c.opened
