-- What does the plan cover, and for which indications?
SELECT statement, determination, indication, text
FROM policy_statement
WHERE policy = '7.01.75'
ORDER BY position, indication
