-- Versions with their hash and that of the version before, of one policy when it is given, the oldest first.
SELECT
  r.id,
  r.policy_id AS policy,
  r.effective_date AS version,
  r.supersedes_id AS supersedes,
  s.hash_before,
  s.hash
FROM release AS r
LEFT JOIN release_seal AS s ON s.id = r.id
WHERE CAST(:policy AS TEXT) IS NULL OR r.policy_id = CAST(:policy AS TEXT)
ORDER BY r.policy_id, r.effective_date, r.id
