-- How many doubtful pairs a cycle has, and on how many of them a judgement holds.
WITH pair AS (
  SELECT
    p.id,
    (
      SELECT j.judgement FROM duplicate_judgement AS j
      WHERE j.pair_id = p.id
      ORDER BY j.judged_at DESC, j.id DESC
      LIMIT 1
    ) AS judgement
  FROM duplicate_pair AS p
  WHERE p.review_cycle_id = :cycle AND p.relation = 'doubtful'
)

SELECT
  COUNT(*) AS doubtful,
  COALESCE(SUM(CASE WHEN COALESCE(q.judgement, 'withdrawn') = 'withdrawn' THEN 0 ELSE 1 END), 0) AS judged
FROM pair AS q
