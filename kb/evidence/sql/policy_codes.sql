-- Coding tables of policies in a range, in order.
SELECT
  c.policy_id AS policy,
  c.id AS id,
  c.system AS system,
  c.code AS code,
  c.description AS description,
  c.use AS use,
  c.status AS status,
  c.valid_from AS valid_from,
  c.valid_to AS valid_to
FROM listed_code AS c
WHERE c.policy_id >= :first AND c.policy_id <= :last
ORDER BY c.policy_id, c.position, c.id
