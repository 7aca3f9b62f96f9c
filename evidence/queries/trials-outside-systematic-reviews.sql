-- title: Comparative studies that no systematic review includes
-- question: Which comparative studies of an indication are in none of its systematic reviews?
-- note: While a systematic review of the indication leaves studies unnamed ("unnamed" says how many), a study may be among them.
-- parameter policy (policy): The policy
-- parameter indication (indication, optional): Only this indication
SELECT
  u.indication,
  u.study,
  u.design,
  s.year,
  s.size,
  s.size_from,
  s.retracted,
  (
    SELECT MAX(r.year) FROM study_in_policy AS x JOIN study_overview AS r ON r.study = x.study
    WHERE x.policy = u.policy AND x.indication = u.indication AND x.design_group = 'systematic-review'
  ) AS newest_systematic_review,
  (
    SELECT COALESCE(SUM(o.unnamed), 0) FROM study_in_policy AS x
    JOIN systematic_review_overview AS o ON o.systematic_review = x.study
    WHERE x.policy = u.policy AND x.indication = u.indication
  ) AS unnamed,
  u.citation_number
FROM study_in_policy AS u
JOIN study_overview AS s ON s.study = u.study
WHERE u.policy = :policy
  AND (:indication IS NULL OR u.indication = :indication)
  AND u.design_group IN ('randomized', 'nonrandomized-comparative')
  AND NOT EXISTS (
    SELECT 1 FROM study_in_policy AS x
    JOIN systematic_review_inclusion AS i ON i.systematic_review = x.study
    WHERE x.policy = u.policy AND x.indication = u.indication AND i.study = u.study AND i.state <> 'not-included'
  )
ORDER BY u.indication, COALESCE(s.year, 0) DESC, u.study
