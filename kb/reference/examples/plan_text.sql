-- What does a plan say once for all its policies?
SELECT plan, kind, key, text
FROM plan_text
ORDER BY plan, kind, position
