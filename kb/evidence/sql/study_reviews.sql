-- Reviews that name a study, and what they did with it.
SELECT r.review AS review, s.label AS label, r.state AS state, r.reason AS reason
FROM review_inclusion AS r
JOIN study AS s ON s.id = r.review
WHERE r.study = :study
ORDER BY s.label, r.review
