-- Coverage statements of policies in a range, in order, with the text of the version before.
SELECT
  s.policy_id AS policy,
  s.id AS id,
  s.key AS key,
  s.position AS position,
  s.determination AS determination,
  s.text AS text,
  s.previous_text AS previous_text
FROM statement AS s
WHERE s.policy_id >= :first AND s.policy_id <= :last
ORDER BY s.policy_id, s.position, s.id
