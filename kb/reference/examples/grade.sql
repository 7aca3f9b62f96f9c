-- What does a grade of a guideline mean?
SELECT name, printed, meaning
FROM grade
WHERE grading = 'nccn-categories'
ORDER BY rank
