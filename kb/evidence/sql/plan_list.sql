-- Plans with the number of their policies.
SELECT p.plan AS plan, p.name AS name, p.abbreviation AS abbreviation, p.policies AS policies
FROM plan_overview AS p
ORDER BY p.plan
