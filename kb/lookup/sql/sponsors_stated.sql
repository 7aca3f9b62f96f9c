-- How many studies there are, and of how many somebody entered who paid for them.
SELECT
  COUNT(*) AS studies,
  COALESCE(SUM(CASE WHEN s.sponsor IS NULL AND s.funding IS NULL THEN 0 ELSE 1 END), 0) AS stated
FROM study_overview AS s
