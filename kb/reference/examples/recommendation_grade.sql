-- Which recommendations are the strongest of their system?
SELECT guideline, recommendation, grading_name, printed
FROM recommendation_grade
WHERE rank = 1
ORDER BY guideline, recommendation, grading
