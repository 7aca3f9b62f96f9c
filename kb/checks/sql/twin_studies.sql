-- Pairs of study records that share a report or a registration number, with what they share. Two that are said to be
-- an extension, or to share participants, are two studies.
SELECT p.study AS study, p.other AS other, p.shared AS shared
FROM (
  SELECT a.study_id AS study, b.study_id AS other, 'report ' || a.reference_id AS shared
  FROM study_report AS a
  JOIN study_report AS b ON b.reference_id = a.reference_id AND b.study_id > a.study_id
  UNION
  SELECT a.study_id, b.study_id, 'registration ' || a.number
  FROM registration AS a
  JOIN registration AS b ON b.number = a.number AND b.study_id > a.study_id
) AS p
WHERE NOT EXISTS (SELECT 1 FROM shared_cohort AS c WHERE c.study = p.study AND c.other_study = p.other)
ORDER BY 1, 2, 3
