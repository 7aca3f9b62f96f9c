-- What does the plan cover, and for whom?
SELECT statement, determination, indication, population, text
FROM policy_statement
WHERE policy = '7.01.75'
ORDER BY position, indication
