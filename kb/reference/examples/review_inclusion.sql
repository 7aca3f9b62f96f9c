-- Which studies do the reviews name?
SELECT review, study, state
FROM review_inclusion
ORDER BY review, position
