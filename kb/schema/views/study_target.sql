-- One row per target of the index tests of a study: what they are to find, and how that was established.
-- Key: study, target
--
-- target: Key of the target within its study
-- target_name: Name of the target
-- condition: Key of the target condition; null when only its name is known
-- threshold: Limit from which the index test counted as positive, as printed; null when not stated, or when the arm says it
-- unit: Unit of analysis where no result names it; null when not stated
-- note: Remark of ours; null when there is none
-- results (integer): How many results of the study name the target
-- position (integer): Order within the study, from 1
SELECT
  g.study_id AS study,
  s.label AS label,
  g.key AS target,
  COALESCE(g.label, c.name) AS target_name,
  g.condition_id AS condition,
  g.reference_standard AS reference_standard,
  g.threshold AS threshold,
  g.timing AS timing,
  g.blinding AS blinding,
  g.verification AS verification,
  g.unit AS unit,
  g.note AS note,
  (SELECT COUNT(*) FROM result AS r WHERE r.target_id = g.id) AS results,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = g.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted,
  g.position AS position
FROM target AS g
JOIN study AS s ON s.id = g.study_id
LEFT JOIN vocabulary_condition AS c ON c.id = g.condition_id
