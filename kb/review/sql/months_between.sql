-- Months from one review of a policy to the next, as it or its plan says; null where neither does.
SELECT COALESCE(p.review_months, h.review_months) AS months
FROM policy AS p
JOIN health_plan AS h ON h.id = p.plan_id
WHERE p.id = :policy
ORDER BY p.id
