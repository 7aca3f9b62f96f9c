-- One row per systematic review and study that it names. Unnamed studies are counted in systematic_review_overview.
-- Key: systematic_review, position
--
-- systematic_review: Key of the systematic review
-- state (codes inclusion_state): What the systematic review did with the study
-- reason: Why, in our words; null when not stated
-- systematic_review_retracted (boolean): 1 = a retraction of the systematic review is in force; 0 = none
-- position (integer): Order in the systematic review, from 1
SELECT
  x.systematic_review_id AS systematic_review,
  x.study_id AS study,
  x.state AS state,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'included_study:' || x.id || ':reason'), x.reason) AS reason,
  x.position AS position,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = x.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = x.systematic_review_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS systematic_review_retracted
FROM included_study AS x
WHERE x.study_id IS NOT NULL
