-- title: Policies that name a procedure code
-- question: Which policies and coverage statements does this code belong to?
-- parameter code (text): The code as printed, for example 47383
SELECT
  c.policy,
  p.title,
  c.system,
  c.code,
  c.description,
  c.use,
  c.statement,
  c.determination
FROM policy_code AS c
JOIN policy_overview AS p ON p.policy = c.policy
LEFT JOIN policy_statement AS s ON s.policy = c.policy AND s.statement = c.statement
WHERE c.code = :code
GROUP BY c.policy, p.title, c.system, c.code, c.description, c.use, c.statement, c.determination
ORDER BY c.policy, c.system, COALESCE(MIN(s.position), 0), COALESCE(c.statement, '')
