-- One row per use of a study for an indication whose size counts participants: how many it adds to those of the others.
-- Systematic reviews, whose participants are those of their studies, models and retracted studies are left out.
-- Key: policy, indication, study
--
-- indication_position (integer): Order of the indications in the policy, from 1
-- participants (integer): Size of the study
-- counted_with: Larger study of the same indication that reports the same participants, which counts them; null when this one does
-- counted (integer): Participants that it adds to a sum: its size, or 0 where another study counts them
SELECT
  i.policy_id AS policy,
  i.key AS indication,
  i.position AS indication_position,
  w.study AS study,
  w.label AS label,
  w.design AS design,
  w.design_group AS design_group,
  w.size AS participants,
  w.counted_with AS counted_with,
  CASE WHEN w.counted_with IS NULL THEN w.size ELSE 0 END AS counted,
  0 AS retracted
FROM indication AS i
JOIN (
  SELECT
    u.indication_id AS indication_id,
    u.study_id AS study,
    s.label AS label,
    s.design_id AS design,
    d.design_group AS design_group,
    z.size AS size,
    (
      SELECT v.study_id
      FROM study_use AS v
      JOIN study AS o ON o.id = v.study_id
      JOIN study_size AS x ON x.id = v.study_id AND x.counts_people
      JOIN design AS e ON e.id = o.design_id
      WHERE v.indication_id = u.indication_id
        AND EXISTS (SELECT 1 FROM shared_cohort AS b WHERE b.study = s.id AND b.other_study = o.id)
        AND (x.size > z.size OR (x.size = z.size AND o.id < s.id))
        AND e.design_group NOT IN ('systematic-review', 'other')
        AND NOT EXISTS (
          SELECT 1 FROM study_notice AS y WHERE y.study = o.id AND y.role = 'primary' AND y.notice = 'retraction'
        )
      ORDER BY x.size DESC, o.id
      LIMIT 1
    ) AS counted_with
  FROM study_use AS u
  JOIN study AS s ON s.id = u.study_id
  JOIN design AS d ON d.id = s.design_id
  JOIN study_size AS z ON z.id = u.study_id AND z.counts_people
  WHERE d.design_group NOT IN ('systematic-review', 'other')
    AND NOT EXISTS (
      SELECT 1 FROM study_notice AS y WHERE y.study = u.study_id AND y.role = 'primary' AND y.notice = 'retraction'
    )
) AS w ON w.indication_id = i.id
