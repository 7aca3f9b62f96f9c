-- title: Limitations of conduct, by design
-- question: Which limitations are commonest among studies of each design, out of those appraised?
-- note: A study counts once, however many indications use it. "appraised" are the studies of the design whose conduct was
--   appraised; "not_appraised" the others, of which nothing is known. "retracted" counts those of the
--   studies that are retracted. A limitation without a code has only a note.
-- parameter policy (policy, optional): Only studies that this policy uses
-- parameter design (design, optional): Only this design
WITH wanted AS (
  SELECT s.study, s.design, s.design_group, s.appraised, s.retracted
  FROM study_overview AS s
  WHERE (:design IS NULL OR s.design = :design)
    AND (
      :policy IS NULL
      OR EXISTS (SELECT 1 FROM study_in_policy AS u WHERE u.study = s.study AND u.policy = :policy)
    )
),

base AS (
  SELECT design, SUM(appraised) AS appraised, COUNT(*) - SUM(appraised) AS not_appraised
  FROM wanted
  GROUP BY design
),

limitation AS (
  SELECT DISTINCT l.study, l.domain, l.code, COALESCE(l.code_label, 'noted without a code') AS limitation
  FROM study_limitation AS l
  WHERE l.table_name = 'conduct'
)

SELECT
  w.design_group,
  w.design,
  l.domain,
  l.code,
  l.limitation,
  COUNT(DISTINCT l.study) AS studies,
  b.appraised,
  ROUND(100.0 * COUNT(DISTINCT l.study) / b.appraised, 1) AS percent_of_appraised,
  b.not_appraised,
  COUNT(DISTINCT CASE WHEN w.retracted = 1 THEN l.study END) AS retracted,
  MIN(l.study) AS for_example
FROM wanted AS w
JOIN base AS b ON b.design = w.design
JOIN limitation AS l ON l.study = w.study
GROUP BY w.design_group, w.design, l.domain, l.code, l.limitation, b.appraised, b.not_appraised
ORDER BY w.design_group, w.design, COUNT(DISTINCT l.study) DESC, l.domain, COALESCE(l.code, ''), l.limitation
