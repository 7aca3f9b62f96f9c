-- Nodes of the criteria trees of statements of policies in a range, each before those below it.
SELECT
  s.policy_id AS policy,
  c.id AS id,
  c.statement_id AS statement,
  c.parent_id AS parent,
  LENGTH(SUBSTR(c.id, LENGTH(s.id) + 2)) - LENGTH(REPLACE(SUBSTR(c.id, LENGTH(s.id) + 2), '.', '')) AS depth,
  c.kind AS kind,
  c.minimum AS minimum,
  c.text AS text
FROM criterion AS c
JOIN statement AS s ON s.id = c.statement_id
WHERE s.policy_id >= :first AND s.policy_id <= :last
ORDER BY s.policy_id, c.statement_id, c.number
