-- Which limits do guidelines set, for example on the size of a tumor?
SELECT guideline, recommendation, fact, sign, value, unit
FROM recommendation_limit
ORDER BY figure_id
