-- Which policies are there, since when, and how much evidence do they hold?
SELECT policy, title, effective_date, indications, studies
FROM policy_overview
ORDER BY policy
