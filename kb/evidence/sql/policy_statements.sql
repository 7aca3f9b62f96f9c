-- Coverage statements of a policy, in order, with the one of the version before.
SELECT
  s.id AS statement,
  s.position AS position,
  s.determination AS determination,
  s.text AS text,
  s.previous_text AS previous_text
FROM statement AS s
WHERE s.policy_id = :policy
ORDER BY s.position, s.id
