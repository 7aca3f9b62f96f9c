-- One row per line of business that a coverage statement is limited to; a statement for all of them has none.
-- Key: policy, statement, line_of_business
--
-- statement: Key of the statement within its policy
-- line_of_business: The line of business, as the plan calls it, for example Commercial
-- position (integer): Order in which the statement names them, from 1
SELECT
  s.policy_id AS policy,
  s.key AS statement,
  x.line_of_business AS line_of_business,
  x.position AS position
FROM business_line AS x
JOIN statement AS s ON s.id = x.statement_id
