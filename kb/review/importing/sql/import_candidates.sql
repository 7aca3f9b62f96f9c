-- Candidates that stand for the records of some runs of a cycle, with how many records they have there, and whether
-- the records of any of those merged into them tell of a retraction.
WITH record AS (
  SELECT COALESCE(c.same_as_id, c.id) AS root, COUNT(*) AS records
  FROM search_run AS r
  JOIN search_hit AS h ON h.search_run_id = r.id
  JOIN candidate AS c ON c.id = h.candidate_id
  WHERE r.review_cycle_id = :cycle AND r.number BETWEEN :first AND :last
  GROUP BY COALESCE(c.same_as_id, c.id)
),

told AS (
  SELECT COALESCE(c.same_as_id, c.id) AS root
  FROM candidate AS c
  WHERE c.publication_types LIKE '%Retracted Publication%'
  UNION
  SELECT COALESCE(c.same_as_id, c.id)
  FROM candidate_link AS l
  JOIN candidate AS c ON c.id = l.candidate_id
  WHERE l.kind = 'retracted-by'
)

SELECT
  x.root AS candidate,
  x.records,
  c.title,
  c.reference_id AS reference,
  CASE WHEN t.root IS NULL THEN 0 ELSE 1 END AS retracted
FROM record AS x
JOIN candidate AS c ON c.id = x.root
LEFT JOIN told AS t ON t.root = x.root
ORDER BY x.root
