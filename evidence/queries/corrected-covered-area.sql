-- title: Overlap of systematic reviews: corrected covered area
-- question: How much do the systematic reviews of an indication repeat each other?
-- note: Corrected covered area = (N - r) / (r * c - r): N inclusions, r different studies, c systematic reviews
--   (Pieper et al 2014, doi:10.1016/j.jclinepi.2013.11.007); 0 to 5 % is slight, 6 to 10 % moderate, 11 to 15 % high, more very high overlap.
--   Only systematic reviews that name a study they include can be counted; "unnamed" says how many inclusions
--   stay unknown.
-- parameter policy (policy, optional): Only this policy
WITH inclusion AS (
  SELECT u.policy, u.indication, i.systematic_review, i.study
  FROM study_in_policy AS u
  JOIN systematic_review_inclusion AS i ON i.systematic_review = u.study
  WHERE i.state <> 'not-included' AND (:policy IS NULL OR u.policy = :policy)
),

counted AS (
  SELECT
    policy, indication,
    COUNT(*) AS inclusions,
    COUNT(DISTINCT study) AS studies,
    COUNT(DISTINCT systematic_review) AS systematic_reviews
  FROM inclusion
  GROUP BY policy, indication
),

covered AS (
  SELECT
    c.*,
    CASE
      WHEN c.systematic_reviews > 1
        THEN ROUND(100.0 * (c.inclusions - c.studies) / (c.studies * c.systematic_reviews - c.studies), 1)
    END AS cca_percent
  FROM counted AS c
)

SELECT
  c.policy,
  c.indication,
  c.systematic_reviews,
  c.studies,
  c.inclusions,
  c.cca_percent,
  CASE
    WHEN c.cca_percent IS NULL THEN NULL
    WHEN c.cca_percent <= 5 THEN 'slight'
    WHEN c.cca_percent <= 10 THEN 'moderate'
    WHEN c.cca_percent <= 15 THEN 'high'
    ELSE 'very high'
  END AS overlap,
  (
    SELECT COALESCE(SUM(o.unnamed), 0) FROM systematic_review_overview AS o
    JOIN study_in_policy AS u ON u.study = o.systematic_review
    WHERE u.policy = c.policy AND u.indication = c.indication
  ) AS unnamed
FROM covered AS c
ORDER BY c.policy, c.indication
