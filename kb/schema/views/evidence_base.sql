-- One row per indication and design group, those without a study too: how many studies of it the indication rests on.
-- Key: policy, indication, design_group
--
-- indication_position (integer): Order of the indications in the policy, from 1
-- group_position (integer): Order of the design groups, from 1
-- studies (integer): Number of studies of the group used for the indication; 0 when there is none
-- participants (integer): Participants of these studies, those whom several of them report once; null when no size is known, and for systematic reviews and models
-- shared_studies (integer): How many of these studies report participants whom a larger study of the group counts
-- retracted_studies (integer): How many of these have a retraction in force; studies counts them, too
SELECT
  i.policy_id AS policy,
  i.key AS indication,
  i.position AS indication_position,
  g.design_group AS design_group,
  g.position AS group_position,
  (
    SELECT COUNT(*)
    FROM study_use AS u
    JOIN study AS s ON s.id = u.study_id
    JOIN design AS d ON d.id = s.design_id
    WHERE u.indication_id = i.id AND d.design_group = g.design_group
  ) AS studies,
  (
    SELECT SUM(c.participants)
    FROM counted_participants AS c
    WHERE c.policy = i.policy_id AND c.indication = i.key AND c.design_group = g.design_group
      AND NOT EXISTS (
        SELECT 1 FROM counted_participants AS b
        WHERE b.policy = c.policy AND b.indication = c.indication AND b.design_group = c.design_group
          AND EXISTS (SELECT 1 FROM shared_cohort AS x WHERE x.study = c.study AND x.other_study = b.study)
          AND (b.participants > c.participants OR (b.participants = c.participants AND b.study < c.study))
      )
  ) AS participants,
  (
    SELECT COUNT(*)
    FROM counted_participants AS c
    WHERE c.policy = i.policy_id AND c.indication = i.key AND c.design_group = g.design_group
      AND EXISTS (
        SELECT 1 FROM counted_participants AS b
        WHERE b.policy = c.policy AND b.indication = c.indication AND b.design_group = c.design_group
          AND EXISTS (SELECT 1 FROM shared_cohort AS x WHERE x.study = c.study AND x.other_study = b.study)
          AND (b.participants > c.participants OR (b.participants = c.participants AND b.study < c.study))
      )
  ) AS shared_studies,
  (
    SELECT COUNT(*)
    FROM study_use AS u
    JOIN study AS s ON s.id = u.study_id
    JOIN design AS d ON d.id = s.design_id
    WHERE u.indication_id = i.id AND d.design_group = g.design_group
      AND EXISTS (SELECT 1 FROM study_notice AS y WHERE y.study = u.study_id AND y.role = 'primary' AND y.notice = 'retraction')
  ) AS retracted_studies
FROM indication AS i
CROSS JOIN (
  SELECT 'randomized' AS design_group, 1 AS position
  UNION ALL SELECT 'nonrandomized-comparative', 2
  UNION ALL SELECT 'noncomparative', 3
  UNION ALL SELECT 'systematic-review', 4
  UNION ALL SELECT 'diagnostic', 5
  UNION ALL SELECT 'other', 6
) AS g
