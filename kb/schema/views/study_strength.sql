-- One row per strength of a study.
-- Key: study, position
--
-- position (integer): Order within the appraisal, from 1
-- text: What strengthens the study, in our words
SELECT
  a.study_id AS study,
  w.position AS position,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'appraisal_answer:' || w.id || ':note'), w.note) AS text,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = a.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted
FROM appraisal_answer AS w
JOIN appraisal AS a ON a.id = w.appraisal_id
WHERE w.kind = 'strength'
