-- title: Overlap of systematic reviews: corrected covered area
-- question: How much do the systematic reviews of an indication repeat each other?
-- note: Corrected covered area = (N - r) / (r * c - r): N inclusions, r different studies, c systematic reviews
--   (Pieper et al 2014, doi:10.1016/j.jclinepi.2013.11.007); 0 to 5 % is slight, 6 to 10 % moderate, 11 to 15 % high,
--   more very high overlap. While systematic reviews leave studies unnamed, nobody can know it: "cca_percent" is null
--   then, and "cca_at_least_percent" is what it would be if all unnamed studies were different ones. Systematic
--   reviews that included no study are left out; "without_list" have not said, or we have not entered, what they
--   include.
-- parameter policy (policy, optional): Only this policy
WITH listed AS (
  SELECT u.policy, u.indication, u.study AS systematic_review, o.named, o.unnamed, o.systematic_review AS has_list
  FROM study_in_policy AS u
  LEFT JOIN systematic_review_overview AS o ON o.systematic_review = u.study
  WHERE u.design_group = 'systematic-review' AND (:policy IS NULL OR u.policy = :policy)
),

counted AS (
  SELECT
    l.policy,
    l.indication,
    SUM(CASE WHEN l.named + l.unnamed > 0 THEN 1 ELSE 0 END) AS systematic_reviews,
    SUM(CASE WHEN l.has_list IS NULL THEN 1 ELSE 0 END) AS without_list,
    COALESCE(SUM(l.named), 0) AS inclusions,
    COALESCE(SUM(l.unnamed), 0) AS unnamed,
    (
      SELECT COUNT(DISTINCT i.named_study)
      FROM study_in_policy AS u
      JOIN systematic_review_inclusion AS i ON i.systematic_review = u.study AND i.state <> 'not-included'
      WHERE u.policy = l.policy AND u.indication = l.indication
    ) AS studies
  FROM listed AS l
  GROUP BY l.policy, l.indication
),

covered AS (
  SELECT
    c.*,
    CASE
      WHEN c.systematic_reviews > 1
        THEN 100.0 * (c.inclusions - c.studies) / ((c.studies + c.unnamed) * (c.systematic_reviews - 1))
    END AS lowest
  FROM counted AS c
)

SELECT
  c.policy,
  c.indication,
  c.systematic_reviews,
  c.studies,
  c.inclusions,
  c.unnamed,
  c.without_list,
  CASE WHEN c.unnamed = 0 THEN ROUND(CAST(c.lowest AS NUMERIC), 1) END AS cca_percent,
  ROUND(CAST(c.lowest AS NUMERIC), 1) AS cca_at_least_percent,
  CASE WHEN c.unnamed > 0 THEN 'at least ' ELSE '' END
  || CASE
    WHEN c.lowest < 5.5 THEN 'slight'
    WHEN c.lowest < 10.5 THEN 'moderate'
    WHEN c.lowest < 15.5 THEN 'high'
    WHEN c.lowest IS NOT NULL THEN 'very high'
  END AS overlap,
  (
    SELECT COUNT(*) FROM study_in_policy AS u
    JOIN study_overview AS s ON s.study = u.study
    WHERE u.policy = c.policy AND u.indication = c.indication AND u.design_group = 'systematic-review' AND s.retracted = 1
  ) AS retracted
FROM covered AS c
WHERE c.systematic_reviews > 0 OR c.without_list > 0
ORDER BY c.policy, c.indication
