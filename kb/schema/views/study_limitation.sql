-- One row per limitation of a study (conduct), or of its use for an indication (relevance).
-- Key: answer_id
--
-- policy: Policy whose indication uses the study; null for a limitation of conduct
-- indication: Key of the indication that uses the study; null for a limitation of conduct
-- position (integer): Order within the appraisal, from 1
-- table_name (codes limitation_table): Conduct of the study itself, or relevance of its use for the indication
-- domain: Domain of the limitation, for example allocation
-- code: Number of the code in its domain; null when there is only a note
-- text: What limits the study: meaning of the code and note together
-- code_label: Meaning of the code, in our wording; null when there is only a note
-- edition: Edition of the instrument whose codes are used
-- note: What limits the study, in our words; null when the code says it all
-- answer_id: Key of the row in table appraisal_answer
SELECT
  a.study_id AS study,
  i.policy_id AS policy,
  i.key AS indication,
  w.table_name AS table_name,
  w.domain AS domain,
  w.position AS position,
  m.code AS code,
  CASE
    WHEN m.label IS NULL THEN COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'appraisal_answer:' || w.id || ':note'), w.note)
    WHEN w.note IS NULL THEN m.label
    ELSE m.label || ': ' || COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'appraisal_answer:' || w.id || ':note'), w.note)
  END AS text,
  m.label AS code_label,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'appraisal_answer:' || w.id || ':note'), w.note) AS note,
  a.instrument_version_id AS edition,
  w.id AS answer_id,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = a.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted
FROM appraisal_answer AS w
JOIN appraisal AS a ON a.id = w.appraisal_id
LEFT JOIN indication AS i ON i.id = a.indication_id
LEFT JOIN instrument_item AS m ON m.id = w.item_id
WHERE w.kind = 'limitation'
