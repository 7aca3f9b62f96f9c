-- Which statements have to be met before others?
SELECT policy, statement, required
FROM statement_requirement
ORDER BY policy, statement, position
