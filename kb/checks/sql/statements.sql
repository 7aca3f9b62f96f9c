-- Coverage statements of policies in a range, in order.
SELECT
  s.policy_id AS policy,
  s.id AS statement,
  s.determination AS determination,
  s.text AS text,
  s.previous_text AS previous
FROM statement AS s
WHERE s.policy_id >= :first AND s.policy_id <= :last
ORDER BY s.policy_id, s.position, s.id
