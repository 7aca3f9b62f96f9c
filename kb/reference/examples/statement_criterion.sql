-- Which criteria have to be met? Groups come before what stands in them.
SELECT statement, criterion, depth, rule, minimum, text
FROM statement_criterion
ORDER BY policy, statement, number
