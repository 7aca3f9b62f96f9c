-- Candidates of a cycle that another one stands for, and whether the cycle found that one, too. What is not null is
-- asked for as greater than the empty text, for which there is an index.
SELECT
  c.id AS candidate,
  c.same_as_id AS root,
  CASE
    WHEN EXISTS (
      SELECT 1 FROM search_hit AS o
      JOIN search_run AS s ON s.id = o.search_run_id
      WHERE o.candidate_id = c.same_as_id AND s.review_cycle_id = :cycle
    ) THEN 1
    ELSE 0
  END AS root_found
FROM candidate AS c
WHERE
  c.same_as_id > ''
  AND EXISTS (
    SELECT 1 FROM search_hit AS h
    JOIN search_run AS r ON r.id = h.search_run_id
    WHERE h.candidate_id = c.id AND r.review_cycle_id = :cycle
  )
ORDER BY c.same_as_id, c.id
