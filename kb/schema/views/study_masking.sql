-- One row per role that was masked (blinded) in a study.
-- Key: study, masked_role
--
-- masked_role (codes masked_role): Who was masked
-- masking (codes masking): How many roles the study says were masked; null when not stated
-- position (integer): Order in the study, from 1
SELECT
  m.study_id AS study,
  s.label AS label,
  m.role AS masked_role,
  s.masking AS masking,
  m.position AS position,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = m.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted
FROM masked_role AS m
JOIN study AS s ON s.id = m.study_id
