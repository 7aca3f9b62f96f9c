-- One row per published version of a policy that is kept to the byte.
-- Key: policy, effective_date
--
-- effective_date (date): When it took effect
-- supersedes (date): Effective date of the version before; null for the first that is kept
-- review_opened (date): When the yearly review that led to it was opened; null for a version from before
-- published_at: When it was published, UTC, ISO 8601
-- who: Who published it
-- because: Why it was published with problems or missing sign-offs; null when there were none
-- records (integer): Records that it froze
SELECT
  r.policy_id AS policy,
  r.effective_date AS effective_date,
  s.effective_date AS supersedes,
  y.opened AS review_opened,
  r.published_at AS published_at,
  r.who AS who,
  r.because AS because,
  (SELECT COUNT(*) FROM release_record AS m WHERE m.release_id = r.id) AS records
FROM release AS r
LEFT JOIN release AS s ON s.id = r.supersedes_id
LEFT JOIN review_cycle AS y ON y.id = r.review_cycle_id
