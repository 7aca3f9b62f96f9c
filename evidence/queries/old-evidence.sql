-- title: Evidence older than so many years
-- question: Which studies that an indication rests on are older than so many years, and has it newer ones?
-- note: The age is that of the primary report, in whole years of the calendar; a study without a known year is not listed.
--   "newest" and "newer" are of the indication: the year of its newest study, and how many are not older than that; with
--   "all_old" 1 it has none. Retracted studies are left out.
-- parameter years (integer, default 10): Older than so many years
-- parameter day (date, optional): The day to judge by; else today
-- parameter policy (policy, optional): Only this policy
WITH used AS (
  SELECT
    u.policy, u.indication, u.indication_position, u.study, s.label, s.design, s.year,
    CAST(SUBSTR(COALESCE(:day, CAST(CURRENT_DATE AS TEXT)), 1, 4) AS INTEGER) - s.year AS age
  FROM study_in_policy AS u
  JOIN study_overview AS s ON s.study = u.study
  WHERE s.retracted = 0 AND (:policy IS NULL OR u.policy = :policy)
),

summed AS (
  SELECT policy, indication, MAX(year) AS newest, COUNT(CASE WHEN age <= :years THEN 1 END) AS newer
  FROM used
  GROUP BY policy, indication
)

SELECT
  u.policy,
  u.indication,
  u.study,
  u.label,
  u.design,
  u.year,
  u.age,
  s.newest,
  s.newer,
  CASE WHEN s.newer = 0 THEN 1 ELSE 0 END AS all_old
FROM used AS u
JOIN summed AS s ON s.policy = u.policy AND s.indication = u.indication
WHERE u.age > :years
ORDER BY u.policy, u.indication_position, u.year, u.study
