-- Pairs that were found in a cycle, and those of earlier ones whose two sides it found again; with the candidates
-- that stand for both sides, and the reference that each of them is.
WITH found AS (
  SELECT DISTINCT h.candidate_id AS id
  FROM review_search AS r
  JOIN search_hit AS h ON h.search_run_id = r.search_run
  WHERE r.review_cycle = :cycle AND r.withdrawn = 0 AND h.candidate_id IS NOT NULL
)

SELECT
  p.id,
  p.review_cycle_id AS cycle,
  p.one_id AS one,
  COALESCE(p.other_id, p.reference_id) AS other,
  CASE WHEN p.other_id IS NULL THEN 1 ELSE 0 END AS is_reference,
  p.relation,
  p.tie,
  p.score,
  p.why,
  p.found_at,
  COALESCE(a.same_as_id, a.id) AS one_root,
  COALESCE(b.same_as_id, b.id) AS other_root,
  a.reference_id AS one_reference
FROM duplicate_pair AS p
JOIN candidate AS a ON a.id = p.one_id
LEFT JOIN candidate AS b ON b.id = p.other_id
WHERE
  (
    p.review_cycle_id = :cycle
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
  OR (
    EXISTS (SELECT 1 FROM found AS f WHERE f.id = p.one_id)
    AND (p.other_id IS NULL OR EXISTS (SELECT 1 FROM found AS f WHERE f.id = p.other_id))
  )
ORDER BY CASE WHEN p.score IS NULL THEN 1 ELSE 0 END, p.score DESC, p.id
