-- title: Policies that name a procedure code
-- question: Which policies and coverage statements does this code belong to, and what do they decide?
-- note: A code within a range that a policy prints, such as 81261-81264, belongs to it.
-- parameter code (text): The code as printed, for example 47383
SELECT
  c.policy,
  p.title,
  c.system,
  c.code,
  c.description,
  c.use,
  c.statement,
  c.determination,
  c.status,
  c.valid_from,
  c.valid_to
FROM policy_code AS c
JOIN policy_overview AS p ON p.policy = c.policy
WHERE c.code = :code OR :code BETWEEN c.first_code AND c.last_code
ORDER BY c.policy, c.system, c.position, COALESCE(c.statement, '')
