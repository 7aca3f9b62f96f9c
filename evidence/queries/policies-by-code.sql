-- title: Policies that name a procedure code
-- question: Which policies and coverage statements does this code belong to?
-- parameter code (text): The code as printed, for example 47383
SELECT
  c.policy_id AS policy,
  p.title,
  c.system,
  c.code,
  c.description,
  c.use,
  s.key AS statement,
  s.determination
FROM policy_code AS c
JOIN policy_overview AS p ON p.policy = c.policy_id
LEFT JOIN statement_code AS x ON x.policy_code_id = c.id
LEFT JOIN statement AS s ON s.id = x.statement_id
WHERE c.code = :code
ORDER BY c.policy_id, c.system, COALESCE(s.position, 0), COALESCE(s.key, '')
