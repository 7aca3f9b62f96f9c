-- One row per systematic review and study that it names. Unnamed studies are counted in systematic_review_overview.
-- Key: systematic_review, position
--
-- systematic_review: Key of the systematic review
-- state (codes inclusion_state): What the systematic review did with the study
-- reason: Why, in our words; null when not stated
-- position (integer): Order in the systematic review, from 1
SELECT
  x.systematic_review_id AS systematic_review,
  x.study_id AS study,
  x.state AS state,
  x.reason AS reason,
  x.position AS position
FROM included_study AS x
WHERE x.study_id IS NOT NULL
