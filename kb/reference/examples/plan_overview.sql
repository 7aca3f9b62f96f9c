-- Which plans are there, and how many policies has each?
SELECT plan, name, policies
FROM plan_overview
ORDER BY plan
