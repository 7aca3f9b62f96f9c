-- Nodes of the criteria trees of statements of policies in a range, each after the node above it.
WITH RECURSIVE tree (policy, id, statement_id, parent_id, depth, path, kind, minimum, text) AS (
  SELECT s.policy_id, c.id, c.statement_id, c.parent_id, 0, CAST(1000 + c.position AS TEXT), c.kind, c.minimum, c.text
  FROM statement_criterion AS c
  JOIN statement AS s ON s.id = c.statement_id
  WHERE c.parent_id IS NULL AND s.policy_id >= :first AND s.policy_id <= :last
  UNION ALL
  SELECT
    t.policy, c.id, c.statement_id, c.parent_id, t.depth + 1, t.path || '.' || CAST(1000 + c.position AS TEXT), c.kind,
    c.minimum, c.text
  FROM statement_criterion AS c
  JOIN tree AS t ON t.id = c.parent_id
)
SELECT policy, id, statement_id AS statement, parent_id AS parent, depth, kind, minimum, text
FROM tree
ORDER BY policy, statement_id, path
