-- Which versions of a policy can be printed again as they were?
SELECT effective_date, supersedes, who, because
FROM policy_release
WHERE policy = '7.01.75'
ORDER BY effective_date
