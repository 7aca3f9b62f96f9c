-- One row per condition that a study is about, as its record says; wider ones stand in condition_ancestor.
-- Key: study, condition
--
-- condition: Key of the condition
-- position (integer): Order among the conditions of the study, from 1
SELECT
  c.study_id AS study,
  c.condition_id AS condition,
  c.position AS position
FROM study_condition AS c
