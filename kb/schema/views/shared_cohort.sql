-- One row per study and other study that reports some or all of the same participants; each pair from both sides.
-- Key: study, other_study, relation
--
-- other_study: Key of the other study
-- other_label: How a text names the other study
-- relation (codes cohort_relation): What the study is to the other one
SELECT
  c.id AS study,
  c.label AS label,
  c.extension_of_id AS other_study,
  o.label AS other_label,
  'extension' AS relation,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = c.id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted
FROM study AS c
JOIN study AS o ON o.id = c.extension_of_id
UNION ALL
SELECT
  c.extension_of_id AS study,
  s.label AS label,
  c.id AS other_study,
  c.label AS other_label,
  'extended' AS relation,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = c.extension_of_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted
FROM study AS c
JOIN study AS s ON s.id = c.extension_of_id
UNION ALL
SELECT
  c.sharing_study_id AS study,
  s.label AS label,
  c.study_id AS other_study,
  o.label AS other_label,
  'shared' AS relation,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = c.sharing_study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted
FROM cohort_link AS c
JOIN study AS s ON s.id = c.sharing_study_id
JOIN study AS o ON o.id = c.study_id
UNION ALL
SELECT
  c.study_id AS study,
  s.label AS label,
  c.sharing_study_id AS other_study,
  o.label AS other_label,
  'shared' AS relation,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = c.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted
FROM cohort_link AS c
JOIN study AS s ON s.id = c.study_id
JOIN study AS o ON o.id = c.sharing_study_id
WHERE NOT EXISTS (
  SELECT 1 FROM cohort_link AS b WHERE b.sharing_study_id = c.study_id AND b.study_id = c.sharing_study_id
)
