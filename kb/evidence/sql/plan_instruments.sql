-- Editions of instruments that the reviews of a plan use unless they name others, in order.
SELECT i.instrument_version_id AS instrument
FROM default_instrument AS i
WHERE i.health_plan_id = :plan
ORDER BY i.position
