-- One row per condition that a study is about, as its record says; wider ones stand in condition_ancestor.
-- Key: study, condition
--
-- condition: Key of the condition
-- position (integer): Order among the conditions of the study, from 1
SELECT
  c.study_id AS study,
  c.condition_id AS condition,
  c.position AS position,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = c.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted
FROM study_condition AS c
