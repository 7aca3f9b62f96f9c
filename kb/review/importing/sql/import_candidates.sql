-- Candidates that stand for the records of some runs of a cycle, with how many records they have there.
WITH record AS (
  SELECT COALESCE(c.same_as_id, c.id) AS root, COUNT(*) AS records
  FROM review_search AS r
  JOIN search_hit AS h ON h.search_run_id = r.search_run
  JOIN candidate AS c ON c.id = h.candidate_id
  WHERE r.review_cycle = :cycle AND r.withdrawn = 0 AND r.number BETWEEN :first AND :last
  GROUP BY COALESCE(c.same_as_id, c.id)
)

SELECT
  x.root AS candidate,
  x.records,
  c.title,
  c.reference_id AS reference
FROM record AS x
JOIN candidate AS c ON c.id = x.root
ORDER BY x.root
