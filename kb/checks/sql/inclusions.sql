-- Systematic reviews and the studies that they include by name.
SELECT i.systematic_review_id AS systematic_review, i.study_id AS study
FROM included_study AS i
WHERE i.study_id IS NOT NULL AND i.state IN ('included', 'included-not-pooled')
ORDER BY i.systematic_review_id, i.position
