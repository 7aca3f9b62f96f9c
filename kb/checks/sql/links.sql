-- What studies in a range of keys are linked to: conditions, reports, studies included in a review (those it
-- pools again as pooled, or as unnamed when it only counts them).
SELECT c.study_id AS study, 'condition' AS kind, c.condition_id AS key, c.position AS position
FROM study_condition AS c
WHERE c.study_id >= :first AND c.study_id <= :last
UNION ALL
SELECT r.study_id, 'report', r.reference_id, CASE r.role WHEN 'primary' THEN 0 ELSE r.position END
FROM study_report AS r
WHERE r.study_id >= :first AND r.study_id <= :last
UNION ALL
SELECT i.review_id, 'included', i.study_id, i.position
FROM included_study AS i
WHERE i.review_id >= :first AND i.review_id <= :last
  AND i.study_id IS NOT NULL AND i.state IN ('included', 'included-not-pooled')
UNION ALL
SELECT
  i.review_id,
  CASE WHEN i.study_id IS NULL THEN 'unnamed' ELSE 'pooled' END,
  COALESCE(i.study_id, ''),
  i.position
FROM included_study AS i
WHERE i.review_id >= :first AND i.review_id <= :last AND i.state = 'included'
ORDER BY 1, 2, 4, 3
