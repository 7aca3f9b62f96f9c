-- title: Evidence older than so many years
-- question: For each indication, how old are the studies it rests on, and is the newest older than so many years?
-- note: The age is that of the primary report, in whole years of the calendar. "all_old" is 1 where no study of a known year is
--   newer. Studies without a known year are counted apart, retracted ones left out.
-- parameter years (integer, default 10): Older than so many years
-- parameter day (date, optional): The day to judge by; else today
-- parameter policy (policy, optional): Only this policy
WITH used AS (
  SELECT
    u.policy, u.indication, u.indication_position, u.study, s.year,
    CAST(SUBSTR(COALESCE(:day, CAST(CURRENT_DATE AS TEXT)), 1, 4) AS INTEGER) - s.year AS age
  FROM study_in_policy AS u
  JOIN study_overview AS s ON s.study = u.study
  WHERE s.retracted = 0 AND (:policy IS NULL OR u.policy = :policy)
)

SELECT
  u.policy,
  u.indication,
  COUNT(*) AS studies,
  COUNT(CASE WHEN u.age > :years THEN 1 END) AS old,
  COUNT(CASE WHEN u.age <= :years THEN 1 END) AS newer,
  COUNT(CASE WHEN u.year IS NULL THEN 1 END) AS without_year,
  MIN(u.year) AS oldest,
  MAX(u.year) AS newest,
  CASE WHEN COUNT(CASE WHEN u.age <= :years THEN 1 END) = 0 THEN 1 ELSE 0 END AS all_old
FROM used AS u
GROUP BY u.policy, u.indication, u.indication_position
HAVING COUNT(CASE WHEN u.age > :years THEN 1 END) > 0
ORDER BY u.policy, u.indication_position
