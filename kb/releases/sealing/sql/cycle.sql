-- The review that a release ended.
SELECT
  c.id AS key,
  c.policy_id AS policy,
  c.opened,
  c.opened_by,
  c.reviewers,
  c.due,
  c.closed,
  c.state
FROM release AS r
JOIN review_cycle AS c ON c.id = r.review_cycle_id
WHERE r.id = :release AND c.id > :after
ORDER BY 1
LIMIT :batch
