-- One row per node of the criteria of a coverage statement: a criterion, or a group that says how many hold.
-- Key: policy, statement, criterion
--
-- statement: Key of the statement within its policy
-- criterion: Place in the tree: 1 is the root, 1.2 the second below it, and so on
-- parent: Place of the group it stands in; null for the root
-- position (integer): Order in its group, from 1
-- number (integer): Order in the whole tree, from 1: each group, then what stands in it
-- depth (integer): How many groups it stands in; 0 for the root
-- rule (codes criterion_kind): How what stands below combines; single = a criterion with nothing below it
-- minimum (integer): How many of those below must hold; null unless the rule is at-least
-- text: The criterion, or the heading of the group, in the plan's words, its limits as printed; null for a group without a heading
SELECT
  s.policy_id AS policy,
  s.key AS statement,
  SUBSTR(c.id, LENGTH(s.id) + 2) AS criterion,
  SUBSTR(c.parent_id, LENGTH(s.id) + 2) AS parent,
  c.position AS position,
  c.number AS number,
  LENGTH(SUBSTR(c.id, LENGTH(s.id) + 2)) - LENGTH(REPLACE(SUBSTR(c.id, LENGTH(s.id) + 2), '.', '')) AS depth,
  c.kind AS rule,
  c.minimum AS minimum,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'criterion:' || c.id || ':text'), c.text) AS text
FROM criterion AS c
JOIN statement AS s ON s.id = c.statement_id
