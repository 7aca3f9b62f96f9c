-- Which studies do the systematic reviews name?
SELECT systematic_review, study, state
FROM systematic_review_inclusion
ORDER BY systematic_review, position
