-- How many doubtful pairs a cycle has, and on how many of them a judgement holds; without those of which a side was
-- found by withdrawn searches alone.
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
  WHERE
    p.review_cycle_id = :cycle
    AND p.relation = 'doubtful'
    AND NOT EXISTS (
      SELECT 1 FROM candidate AS c
      WHERE
        c.id IN (p.one_id, p.other_id)
        AND NOT EXISTS (
          SELECT 1 FROM search_hit AS h
          JOIN review_search AS r ON r.search_run = h.search_run_id
          WHERE h.candidate_id = c.id AND r.withdrawn = 0
        )
    )
)

SELECT
  COUNT(*) AS doubtful,
  COALESCE(SUM(CASE WHEN COALESCE(q.judgement, 'withdrawn') = 'withdrawn' THEN 0 ELSE 1 END), 0) AS judged
FROM pair AS q
