-- Which statements apply to some lines of business only?
SELECT policy, line_of_business, statement
FROM statement_line_of_business
ORDER BY policy, line_of_business, statement
