-- How many studies does each review rest on, and which found none?
SELECT review, named, unnamed, pooled, is_empty
FROM review_overview
ORDER BY review
