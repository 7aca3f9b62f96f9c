-- One row per review and study that it names. Unnamed studies are counted in review_overview.
-- Key: review, position
--
-- review: Key of the systematic review
-- state (codes inclusion_state): What the review did with the study
-- reason: Why, in our words; null when not stated
-- position (integer): Order in the review, from 1
SELECT
  x.review_id AS review,
  x.study_id AS study,
  x.state AS state,
  x.reason AS reason,
  x.position AS position
FROM included_study AS x
WHERE x.study_id IS NOT NULL
