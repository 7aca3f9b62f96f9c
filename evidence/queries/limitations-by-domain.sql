-- title: Limitations by domain
-- question: Which limitations do the studies of an indication share, and how many of them?
-- note: Conduct is of the study itself, relevance of its use for the indication. A limitation without a code has only a note.
-- parameter policy (policy): The policy
-- parameter indication (indication, optional): Only this indication
SELECT
  u.indication,
  l.table_name,
  l.domain,
  l.code,
  COALESCE(l.code_label, 'noted without a code') AS limitation,
  COUNT(DISTINCT l.study) AS studies,
  (
    SELECT COUNT(*) FROM study_in_policy AS x WHERE x.policy = :policy AND x.indication = u.indication
  ) AS of_studies,
  MIN(l.study) AS for_example
FROM study_in_policy AS u
JOIN study_limitation AS l
  ON l.study = u.study AND (l.indication IS NULL OR (l.policy = u.policy AND l.indication = u.indication))
WHERE u.policy = :policy AND (:indication IS NULL OR u.indication = :indication)
GROUP BY u.indication, l.table_name, l.domain, l.code, COALESCE(l.code_label, 'noted without a code')
ORDER BY
  u.indication, l.table_name, l.domain, COUNT(DISTINCT l.study) DESC, COALESCE(l.code, ''),
  COALESCE(l.code_label, 'noted without a code')
