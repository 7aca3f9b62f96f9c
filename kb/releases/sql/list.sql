-- Published versions, of one policy when it is given, the oldest first.
SELECT
  r.id,
  r.policy_id AS policy,
  r.effective_date,
  r.review_cycle_id AS cycle,
  r.supersedes_id AS supersedes,
  r.published_at,
  r.who,
  r.because,
  r.program
FROM release AS r
WHERE CAST(:policy AS TEXT) IS NULL OR r.policy_id = CAST(:policy AS TEXT)
ORDER BY r.policy_id, r.effective_date
