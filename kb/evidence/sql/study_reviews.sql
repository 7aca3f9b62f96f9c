-- Systematic reviews that name a study, and what they did with it.
SELECT r.systematic_review AS systematic_review, s.label AS label, r.state AS state, r.reason AS reason
FROM systematic_review_inclusion AS r
JOIN study AS s ON s.id = r.systematic_review
WHERE r.study = :study
ORDER BY s.label, r.systematic_review
