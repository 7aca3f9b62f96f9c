-- Names under which people are on record in reviews and extractions, the one used first at the top.
WITH event AS (
  SELECT d.who, d.decided_at AS at FROM screening_decision AS d
  UNION ALL
  SELECT j.who, j.judged_at FROM duplicate_judgement AS j
  UNION ALL
  SELECT e.who, e.saved_at FROM extraction AS e
  UNION ALL
  SELECT a.who, a.decided_at FROM adjudication AS a
  UNION ALL
  SELECT a.who, a.approved_at FROM approval AS a
)

SELECT e.who
FROM event AS e
GROUP BY e.who
ORDER BY MIN(e.at), e.who
