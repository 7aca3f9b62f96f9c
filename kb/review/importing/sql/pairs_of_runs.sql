-- Pairs in which candidates of some runs of a cycle stand, from either side.
WITH found AS (
  SELECT DISTINCT h.candidate_id AS id
  FROM search_run AS r
  JOIN search_hit AS h ON h.search_run_id = r.id
  WHERE r.review_cycle_id = :cycle AND r.number BETWEEN :first AND :last AND h.candidate_id IS NOT NULL
)

SELECT
  p.one_id AS candidate,
  COALESCE(p.other_id, p.reference_id) AS other,
  p.relation,
  p.tie,
  p.score,
  p.why,
  1 AS gives_way,
  p.id
FROM duplicate_pair AS p
JOIN found AS f ON f.id = p.one_id
UNION ALL
SELECT p.other_id, p.one_id, p.relation, p.tie, p.score, p.why, 0, p.id
FROM duplicate_pair AS p
JOIN found AS f ON f.id = p.other_id
ORDER BY 8, 7
