-- One row per use of a study for an indication of a policy.
-- Key: policy, indication, study
--
-- indication_position (integer): Order of the indications in the policy, from 1
-- group_heading: Heading that the study is under
-- question (codes evidence_question): Question that the studies under that heading answer; null when not told
-- group_position (integer): Reading order of the headings in the indication, from 1
-- position (integer): Reading order of the study under its heading, from 1
-- reference: Primary report; null when none is entered
-- citation_number (integer): Number of the primary report in the document; null when there is none
SELECT
  c.policy AS policy,
  c.indication AS indication,
  c.study AS study,
  s.label AS label,
  s.design_id AS design,
  d.name AS design_name,
  d.design_group AS design_group,
  i.position AS indication_position,
  g.key AS evidence_group,
  g.heading AS group_heading,
  g.question AS question,
  g.position AS group_position,
  u.position AS position,
  c.reference AS reference,
  c.citation_number AS citation_number,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = c.study AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted,
  (
    SELECT y.notice FROM study_notice AS y
    WHERE y.study = c.study
    ORDER BY CASE y.notice WHEN 'retraction' THEN 1 WHEN 'concern' THEN 2 ELSE 3 END, CASE y.role WHEN 'primary' THEN 1 ELSE 2 END, y.role
    LIMIT 1
  ) AS notice,
  (
    SELECT y.role FROM study_notice AS y
    WHERE y.study = c.study
    ORDER BY CASE y.notice WHEN 'retraction' THEN 1 WHEN 'concern' THEN 2 ELSE 3 END, CASE y.role WHEN 'primary' THEN 1 ELSE 2 END, y.role
    LIMIT 1
  ) AS notice_role
FROM policy_citation AS c
JOIN indication AS i ON i.policy_id = c.policy AND i.key = c.indication
JOIN study_use AS u ON u.indication_id = i.id AND u.study_id = c.study
JOIN evidence_group AS g ON g.id = u.evidence_group_id
JOIN study AS s ON s.id = c.study
JOIN design AS d ON d.id = s.design_id
