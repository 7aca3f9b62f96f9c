-- title: Participants behind each indication
-- question: How many people took part in the studies that an indication rests on, and in those that randomized them?
-- note: A study counts once, and so do participants whom several studies report: the largest of these counts them.
--   Systematic reviews and models are left out: their participants are those of other studies, or none.
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
),

sized AS (
  SELECT u.policy, u.indication, u.indication_position, u.study, s.design_group, s.participants, s.size_from
  FROM used AS u
  JOIN study_overview AS s ON s.study = u.study
  WHERE s.retracted = 0 AND s.design_group NOT IN ('systematic-review', 'other')
),

counted AS (
  SELECT
    z.policy, z.indication, z.indication_position, z.design_group, z.participants, z.size_from,
    (
      SELECT COUNT(*)
      FROM shared_cohort AS c
      JOIN sized AS o ON o.study = c.other_study AND o.policy = z.policy AND o.indication_position = z.indication_position
      WHERE c.study = z.study
        AND (o.participants > z.participants OR (o.participants = z.participants AND o.study < z.study))
    ) AS counted_elsewhere,
    (
      SELECT COUNT(*)
      FROM shared_cohort AS c
      JOIN sized AS o ON o.study = c.other_study AND o.policy = z.policy AND o.indication_position = z.indication_position
      WHERE c.study = z.study AND o.design_group = z.design_group
        AND (o.participants > z.participants OR (o.participants = z.participants AND o.study < z.study))
    ) AS counted_in_group
  FROM sized AS z
)

SELECT
  n.policy,
  n.indication,
  COUNT(*) AS studies,
  SUM(CASE WHEN n.counted_elsewhere = 0 THEN n.participants END) AS participants,
  SUM(CASE WHEN n.design_group = 'randomized' AND n.counted_in_group = 0 THEN n.participants END) AS randomized,
  SUM(
    CASE WHEN n.design_group = 'nonrandomized-comparative' AND n.counted_in_group = 0 THEN n.participants END
  ) AS compared_without_randomization,
  COUNT(CASE WHEN n.participants IS NULL THEN 1 END) AS without_size,
  COUNT(CASE WHEN n.size_from <> 'enrolled' THEN 1 END) AS size_not_of_whole
FROM counted AS n
GROUP BY n.policy, n.indication, n.indication_position
ORDER BY n.policy, n.indication_position
