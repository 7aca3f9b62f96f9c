-- The texts of a plan in its own words, by what they are, in order.
SELECT t.kind AS kind, t.key AS key, t.heading AS heading, t.place AS place, t.text AS text
FROM plan_text AS t
WHERE t.plan = :plan
ORDER BY t.kind, t.position, t.key
