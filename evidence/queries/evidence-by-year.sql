-- title: Evidence by year
-- question: When were the studies of a policy published, by kind of design?
-- note: A study that several indications use counts once. "retracted" says how many of the year's studies are retracted.
-- parameter policy (policy, optional): Only this policy
-- parameter indication (indication, optional): Only this indication
SELECT
  u.policy,
  s.year,
  COUNT(DISTINCT u.study) AS studies,
  COUNT(DISTINCT CASE WHEN s.design_group = 'randomized' THEN u.study END) AS randomized,
  COUNT(DISTINCT CASE WHEN s.design_group = 'nonrandomized-comparative' THEN u.study END) AS nonrandomized_comparative,
  COUNT(DISTINCT CASE WHEN s.design_group = 'noncomparative' THEN u.study END) AS noncomparative,
  COUNT(DISTINCT CASE WHEN s.design_group = 'systematic-review' THEN u.study END) AS systematic_reviews,
  COUNT(DISTINCT CASE WHEN s.design_group IN ('diagnostic', 'other') THEN u.study END) AS diagnostic_and_other,
  COUNT(DISTINCT CASE WHEN s.retracted = 1 THEN u.study END) AS retracted
FROM study_in_policy AS u
JOIN study_overview AS s ON s.study = u.study
WHERE (:policy IS NULL OR u.policy = :policy) AND (:indication IS NULL OR u.indication = :indication)
GROUP BY u.policy, s.year
ORDER BY u.policy, COALESCE(s.year, 0) DESC
