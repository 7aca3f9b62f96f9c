-- Which problems did writers let stay, and why?
SELECT record, rule, place, found, reason
FROM acknowledged_problem
ORDER BY record, rule, place
