-- One row per publication of a study and notice in force about it: a retraction, an expression of concern or a
-- correction. What a later reinstatement lifted is left out. A study counts as retracted when its primary report is.
-- Key: study, reference, position
--
-- reference: Key of the publication that the notice is about
-- role (codes report_role): What the publication is to the study
-- position (integer): Order of the notices of the publication, from 1
-- notice (codes notice_kind): What was announced
-- date: Date of the notice, ISO 8601, as precise as known (2024, 2024-06 or 2024-06-30); null when not known
-- text: What the notice says, in our words; null when not entered
SELECT
  p.study_id AS study,
  p.reference_id AS reference,
  p.role AS role,
  n.position AS position,
  n.notice AS notice,
  n.date AS date,
  n.text AS text
FROM study_report AS p
JOIN reference_notice AS n ON n.reference = p.reference_id
WHERE n.notice <> 'reinstatement' AND n.in_force = 1
