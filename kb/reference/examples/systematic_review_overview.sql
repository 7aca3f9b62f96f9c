-- How many studies does each systematic review rest on, and which found none?
SELECT systematic_review, named, unnamed, pooled, is_empty
FROM systematic_review_overview
ORDER BY systematic_review
