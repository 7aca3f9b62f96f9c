-- title: Studies included in several systematic reviews (overlap matrix)
-- question: Which studies does each systematic review include, which do several of them share, and how many stay unnamed?
-- note: One row per study and systematic review: the matrix in long form; corrected-covered-area sums it up. A study that is
--   named but not entered has a label only, and is the same in all that name it by the same reference or label. A systematic
--   review that leaves studies unnamed has one more row, without a study, that says how many; of an empty one there is nothing.
-- parameter policy (policy, optional): Only systematic reviews that this policy uses
-- parameter indication (indication, optional): Only systematic reviews used for this indication
WITH chosen AS (
  SELECT o.systematic_review, o.unnamed, s.retracted
  FROM systematic_review_overview AS o
  JOIN study_overview AS s ON s.study = o.systematic_review
  WHERE o.named + o.unnamed > 0
    AND (
      (:policy IS NULL AND :indication IS NULL)
      OR EXISTS (
        SELECT 1 FROM study_in_policy AS u
        WHERE u.study = o.systematic_review AND (:policy IS NULL OR u.policy = :policy)
          AND (:indication IS NULL OR u.indication = :indication)
      )
    )
),

named AS (
  SELECT i.named_study, MAX(i.study) AS study, MIN(i.study_label) AS label, COUNT(*) AS systematic_reviews
  FROM systematic_review_inclusion AS i
  JOIN chosen AS c ON c.systematic_review = i.systematic_review
  WHERE i.state <> 'not-included'
  GROUP BY i.named_study
),

cell AS (
  SELECT
    n.named_study, n.study, n.label, s.design, s.retracted, n.systematic_reviews, c.systematic_review,
    c.retracted AS systematic_review_retracted,
    COALESCE(i.state, CASE WHEN c.unnamed > 0 THEN 'not-named' ELSE 'not-mentioned' END) AS state, i.reason,
    CAST(NULL AS INTEGER) AS unnamed
  FROM named AS n
  CROSS JOIN chosen AS c
  LEFT JOIN study_overview AS s ON s.study = n.study
  LEFT JOIN systematic_review_inclusion AS i
    ON i.systematic_review = c.systematic_review AND i.named_study = n.named_study
  UNION ALL
  SELECT NULL, NULL, NULL, NULL, NULL, NULL, c.systematic_review, c.retracted, 'included', NULL, c.unnamed
  FROM chosen AS c
  WHERE c.unnamed > 0
)

SELECT
  e.study,
  e.label,
  e.design,
  e.retracted,
  e.systematic_reviews,
  e.systematic_review,
  e.systematic_review_retracted,
  e.state,
  e.reason,
  e.unnamed
FROM cell AS e
ORDER BY COALESCE(e.systematic_reviews, 0) DESC, COALESCE(e.named_study, ''), e.systematic_review
