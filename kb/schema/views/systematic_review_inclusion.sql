-- One row per systematic review and study that it names. Unnamed studies are counted in systematic_review_overview.
-- Key: systematic_review, position
--
-- systematic_review: Key of the systematic review
-- study: Key of the study; null when it is not entered. One that is named by the reference that an entered study reports is that study
-- study_label: How the study is named
-- named_study: What the study is called in every systematic review: its key, else its reference, else its label
-- reference: Primary report of the study, or its reference where it is not entered; null when none is known
-- state (codes inclusion_state): What the systematic review did with the study
-- reason: Why, in our words; null when not stated
-- systematic_review_retracted (boolean): 1 = a retraction of the systematic review is in force; 0 = none
-- position (integer): Order in the systematic review, from 1
SELECT
  x.systematic_review_id AS systematic_review,
  COALESCE(x.study_id, r.study) AS study,
  COALESCE(s.label, r.label, x.label) AS study_label,
  COALESCE(x.study_id, r.study, x.reference_id, l.reference_id, x.label) AS named_study,
  COALESCE(
    x.reference_id,
    l.reference_id,
    (
      SELECT p.reference_id FROM study_report AS p
      WHERE p.study_id = x.study_id AND p.role = 'primary'
      ORDER BY p.position, p.reference_id LIMIT 1
    )
  ) AS reference,
  x.state AS state,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'included_study:' || x.id || ':reason'), x.reason) AS reason,
  x.position AS position,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = COALESCE(x.study_id, r.study) AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = x.systematic_review_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS systematic_review_retracted
FROM included_study AS x
LEFT JOIN study AS s ON s.id = x.study_id
LEFT JOIN (
  -- A label that is given one reference in some systematic review has it in all.
  SELECT o.label AS label, MIN(o.reference_id) AS reference_id
  FROM included_study AS o
  WHERE o.label IS NOT NULL AND o.reference_id IS NOT NULL
  GROUP BY o.label
  HAVING COUNT(DISTINCT o.reference_id) = 1
) AS l ON l.label = x.label
LEFT JOIN (
  SELECT p.reference_id AS reference_id, MIN(p.study_id) AS study, MIN(t.label) AS label
  FROM study_report AS p
  JOIN study AS t ON t.id = p.study_id
  WHERE p.role = 'primary'
  GROUP BY p.reference_id
  HAVING COUNT(*) = 1
) AS r ON r.reference_id = COALESCE(x.reference_id, l.reference_id)
WHERE x.study_id IS NOT NULL OR x.label IS NOT NULL
