-- One row per publication that reports a study.
-- Key: study, reference
--
-- reference: Key of the publication
-- role (codes report_role): What the publication is to the study
-- retracted (boolean): 1 = a retraction of the reference is in force; 0 = none, or a later reinstatement lifted it
-- position (integer): Order of the publications of the study, from 1
SELECT
  p.study_id AS study,
  p.reference_id AS reference,
  p.role AS role,
  p.position AS position,
  CASE WHEN EXISTS (
    SELECT 1 FROM reference_notice AS y WHERE y.reference = p.reference_id AND y.notice = 'retraction' AND y.in_force = 1
  ) THEN 1 ELSE 0 END AS retracted
FROM study_report AS p
