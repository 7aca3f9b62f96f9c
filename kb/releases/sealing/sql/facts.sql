-- What a release says of itself.
SELECT
  r.id AS key,
  r.policy_id AS policy,
  r.review_cycle_id AS review_cycle,
  r.supersedes_id AS version_before,
  r.effective_date,
  r.published_at,
  r.who,
  r.because,
  r.program
FROM release AS r
WHERE r.id = :release AND r.id > :after
ORDER BY 1
LIMIT :batch
