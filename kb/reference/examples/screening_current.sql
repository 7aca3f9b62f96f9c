-- Why were publications left out, and of how many is it still open?
SELECT policy, opened, stage, status, reason, COUNT(*) AS publications
FROM screening_current
GROUP BY policy, opened, stage, status, reason
ORDER BY policy, opened, stage, status, reason
