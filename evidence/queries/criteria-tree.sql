-- title: Coverage criteria of a policy as a tree
-- question: What must hold for each coverage statement, in which groups, all, any, none, or at least how many of them?
-- note: Rows stand in reading order; "depth" indents them, and "needs" says how the criteria below a row combine. A statement
--   without criteria has one row.
-- parameter policy (policy): The policy
-- parameter statement (statement, optional): Only this statement
WITH decided AS (
  SELECT DISTINCT t.policy, t.statement, t.position, t.determination, t.text
  FROM policy_statement AS t
  WHERE t.policy = :policy AND (:statement IS NULL OR t.statement = :statement)
)

SELECT
  d.statement,
  d.determination,
  c.criterion,
  c.parent,
  c.depth,
  CASE c.rule
    WHEN 'all' THEN 'all of these'
    WHEN 'any' THEN 'one of these'
    WHEN 'none' THEN 'none of these'
    WHEN 'at-least' THEN 'at least ' || CAST(c.minimum AS TEXT) || ' of these'
  END AS needs,
  COALESCE(c.text, CASE WHEN c.criterion IS NULL THEN d.text END) AS text
FROM decided AS d
LEFT JOIN statement_criterion AS c ON c.policy = d.policy AND c.statement = d.statement
ORDER BY d.position, d.statement, COALESCE(c.number, 0)
