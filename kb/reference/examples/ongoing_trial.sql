-- Which trials are under way, and when are they due?
SELECT policy, indication, number, title, planned_enrolment, completion, status
FROM ongoing_trial
WHERE reported_as IS NULL
ORDER BY completion, policy, number
