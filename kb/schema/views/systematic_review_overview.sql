-- One row per systematic review whose studies are entered.
-- Key: systematic_review
--
-- systematic_review: Key of the systematic review
-- named (integer): Studies that it names as included, pooled or not
-- unnamed (integer): Studies that it includes without naming them, as far as counted
-- pooled (integer): Named studies that are part of its synthesis
-- not_included (integer): Studies that it names as not included
-- is_empty (boolean): 1 = it found no eligible study, 0 = it found some
SELECT
  x.systematic_review_id AS systematic_review,
  COUNT(CASE WHEN (x.study_id IS NOT NULL OR x.label IS NOT NULL) AND x.state <> 'not-included' THEN 1 END) AS named,
  COALESCE(SUM(CASE WHEN x.state <> 'not-included' THEN x.unnamed END), 0) AS unnamed,
  COUNT(CASE WHEN (x.study_id IS NOT NULL OR x.label IS NOT NULL) AND x.state = 'included' THEN 1 END) AS pooled,
  COUNT(CASE WHEN (x.study_id IS NOT NULL OR x.label IS NOT NULL) AND x.state = 'not-included' THEN 1 END) AS not_included,
  MAX(CASE WHEN x.state = 'none-eligible' THEN 1 ELSE 0 END) AS is_empty,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = x.systematic_review_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted
FROM included_study AS x
GROUP BY x.systematic_review_id
