-- title: Limitations by domain
-- question: Which limitations do the studies of an indication share, and how many of those appraised?
-- note: Conduct is of the study itself, relevance of its use for the indication. A limitation without a code has only a note.
--   "of_appraised" counts the studies of the indication whose conduct was appraised, for relevance those with an appraisal of
--   this use; a study that nobody appraised has no limitation on file and says nothing.
-- parameter policy (policy): The policy
-- parameter indication (indication, optional): Only this indication
WITH used AS (
  SELECT
    u.indication, u.policy, u.study, s.appraised, s.retracted,
    CASE WHEN EXISTS (
      SELECT 1 FROM study_limitation AS l
      WHERE l.study = u.study AND l.policy = u.policy AND l.indication = u.indication
    ) THEN 1 ELSE 0 END AS judged_for_use
  FROM study_in_policy AS u
  JOIN study_overview AS s ON s.study = u.study
  WHERE u.policy = :policy AND (:indication IS NULL OR u.indication = :indication)
),

base AS (
  SELECT
    indication, COUNT(*) AS studies, SUM(appraised) AS appraised, SUM(judged_for_use) AS judged_for_use
  FROM used
  GROUP BY indication
)

SELECT
  u.indication,
  l.table_name,
  l.domain,
  l.code,
  COALESCE(l.code_label, 'noted without a code') AS limitation,
  COUNT(DISTINCT l.study) AS studies,
  CASE l.table_name WHEN 'conduct' THEN b.appraised ELSE b.judged_for_use END AS of_appraised,
  b.studies AS of_studies,
  MIN(l.study) AS for_example,
  COUNT(DISTINCT CASE WHEN u.retracted = 1 THEN l.study END) AS retracted
FROM used AS u
JOIN base AS b ON b.indication = u.indication
JOIN study_limitation AS l
  ON l.study = u.study AND (l.indication IS NULL OR (l.policy = u.policy AND l.indication = u.indication))
GROUP BY
  u.indication, l.table_name, l.domain, l.code, COALESCE(l.code_label, 'noted without a code'), b.appraised,
  b.judged_for_use, b.studies
ORDER BY
  u.indication, l.table_name, l.domain, COUNT(DISTINCT l.study) DESC, COALESCE(l.code, ''),
  COALESCE(l.code_label, 'noted without a code')
