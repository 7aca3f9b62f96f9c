-- One row per publication that reports a study.
-- Key: study, reference
--
-- reference: Key of the publication
-- role (codes report_role): What the publication is to the study
-- position (integer): Order of the publications of the study, from 1
SELECT
  p.study_id AS study,
  p.reference_id AS reference,
  p.role AS role,
  p.position AS position
FROM study_report AS p
