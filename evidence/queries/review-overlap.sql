-- title: Studies included in several systematic reviews (overlap matrix)
-- question: Which studies does each systematic review include, and which studies do several of them share?
-- note: One row per study and systematic review that has named its studies: the matrix in long form.
--   corrected-covered-area sums it up.
-- parameter policy (policy, optional): Only systematic reviews that this policy uses
-- parameter indication (indication, optional): Only systematic reviews used for this indication
WITH chosen AS (
  SELECT DISTINCT i.systematic_review
  FROM systematic_review_inclusion AS i
  WHERE i.state <> 'not-included'
    AND (
      (:policy IS NULL AND :indication IS NULL)
      OR EXISTS (
        SELECT 1 FROM study_in_policy AS u
        WHERE u.study = i.systematic_review AND (:policy IS NULL OR u.policy = :policy)
          AND (:indication IS NULL OR u.indication = :indication)
      )
    )
),

named AS (
  SELECT DISTINCT i.study
  FROM systematic_review_inclusion AS i
  JOIN chosen AS c ON c.systematic_review = i.systematic_review
  WHERE i.state <> 'not-included'
)

SELECT
  n.study,
  s.design,
  (
    SELECT COUNT(*) FROM systematic_review_inclusion AS x
    JOIN chosen AS k ON k.systematic_review = x.systematic_review
    WHERE x.study = n.study AND x.state <> 'not-included'
  ) AS systematic_reviews,
  c.systematic_review,
  COALESCE(i.state, 'not-mentioned') AS state,
  i.reason
FROM named AS n
JOIN study_overview AS s ON s.study = n.study
CROSS JOIN chosen AS c
LEFT JOIN systematic_review_inclusion AS i ON i.systematic_review = c.systematic_review AND i.study = n.study
ORDER BY 3 DESC, n.study, c.systematic_review
