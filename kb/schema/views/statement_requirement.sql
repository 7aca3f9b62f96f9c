-- One row per statement that another coverage statement of its policy requires to be met first, as in step therapy.
-- Key: policy, statement, required
--
-- statement: Key of the statement that requires the other
-- required: Key of the statement that has to be met first
-- position (integer): Order in which the statement names them, from 1
SELECT
  s.policy_id AS policy,
  s.key AS statement,
  r.key AS required,
  x.position AS position
FROM required_statement AS x
JOIN statement AS s ON s.id = x.requiring_id
JOIN statement AS r ON r.id = x.statement_id
