-- One row per figure, limitation or recommendation that a finding rests on.
-- Key: policy, indication, finding, position
--
-- finding: Key of the finding within its indication
-- position (integer): Order of what the finding rests on, from 1
-- kind (codes finding_basis_kind): What it rests on
-- study: Key of the study that the figure or limitation is of; null for a recommendation or a policy fact
-- key: Key of the figure, limitation or recommendation
-- says: What it says: the figure as printed, the limitation or the recommendation in our words
-- stated (boolean): 1 = named by the record itself, 0 = found in the text of the finding
SELECT
  i.policy_id AS policy,
  i.key AS indication,
  f.key AS finding,
  b.position AS position,
  b.kind AS kind,
  r.study_id AS study,
  b.figure_id AS key,
  g.reported_text AS says,
  CASE WHEN b.stated THEN 1 ELSE 0 END AS stated,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = r.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted
FROM indication AS i
JOIN finding AS f ON f.indication_id = i.id
JOIN finding_basis AS b ON b.finding_id = f.id
JOIN figure AS g ON g.id = b.figure_id
LEFT JOIN result AS r ON r.id = g.result_id
-- Each kind is separate, so that what rests on one study is found by its results and its appraisals.
UNION ALL
SELECT
  i.policy_id,
  i.key,
  f.key,
  b.position,
  b.kind,
  a.study_id,
  b.answer_id,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'appraisal_answer:' || w.id || ':note'), w.note, m.label),
  CASE WHEN b.stated THEN 1 ELSE 0 END,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = a.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END
FROM indication AS i
JOIN finding AS f ON f.indication_id = i.id
JOIN finding_basis AS b ON b.finding_id = f.id
JOIN appraisal_answer AS w ON w.id = b.answer_id
JOIN appraisal AS a ON a.id = w.appraisal_id
LEFT JOIN instrument_item AS m ON m.id = w.item_id
UNION ALL
-- A recommendation has no study. With NULL written here, to ask for one would read all that findings rest on.
SELECT
  i.policy_id,
  i.key,
  f.key,
  b.position,
  b.kind,
  a.study_id,
  b.recommendation_id,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'recommendation:' || n.id || ':text'), n.text),
  CASE WHEN b.stated THEN 1 ELSE 0 END,
  0
FROM indication AS i
JOIN finding AS f ON f.indication_id = i.id
JOIN finding_basis AS b ON b.finding_id = f.id
JOIN recommendation AS n ON n.id = b.recommendation_id
LEFT JOIN appraisal AS a ON a.id = b.answer_id
