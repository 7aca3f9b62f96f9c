-- title: Participants behind each indication
-- question: How many people took part in the studies that an indication rests on, and in those that randomized them?
-- note: A study counts once. Systematic reviews and models are left out: their participants are those of other studies, or none.
--   Retracted studies are left out, too, and sizes that count samples or lesions. "without_size" says of how many studies no size is known.
--   The row without an indication is the policy as a whole, each study once however many indications use it.
-- parameter policy (policy, optional): Only this policy
WITH used AS (
  SELECT u.policy, u.indication, u.indication_position, u.study
  FROM study_in_policy AS u
  WHERE (:policy IS NULL OR u.policy = :policy)
  UNION ALL
  SELECT DISTINCT u.policy, CAST(NULL AS TEXT), 0, u.study
  FROM study_in_policy AS u
  WHERE (:policy IS NULL OR u.policy = :policy)
)

SELECT
  u.policy,
  u.indication,
  COUNT(*) AS studies,
  SUM(s.participants) AS participants,
  SUM(CASE WHEN s.design_group = 'randomized' THEN s.participants END) AS randomized,
  SUM(CASE WHEN s.design_group = 'nonrandomized-comparative' THEN s.participants END) AS compared_without_randomization,
  COUNT(CASE WHEN s.participants IS NULL THEN 1 END) AS without_size,
  COUNT(CASE WHEN s.size_from <> 'enrolled' THEN 1 END) AS size_not_of_whole
FROM used AS u
JOIN study_overview AS s ON s.study = u.study
WHERE s.retracted = 0 AND s.design_group NOT IN ('systematic-review', 'other')
GROUP BY u.policy, u.indication, u.indication_position
ORDER BY u.policy, u.indication_position
