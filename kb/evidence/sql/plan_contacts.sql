-- The contacts of a plan, in order.
SELECT c.purpose, c.name, c.phone, c.fax, c.email, c.website, c.address
FROM contact AS c
WHERE c.health_plan_id = :plan
ORDER BY c.position
