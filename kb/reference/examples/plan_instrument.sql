-- Which instruments does a plan appraise studies by?
SELECT plan, edition, title
FROM plan_instrument
ORDER BY plan, position
