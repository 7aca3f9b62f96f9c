-- Candidates of a cycle that another one stands for, and whether the cycle found that one, too. What is not null is
-- asked for as greater than the empty text, for which there is an index.
SELECT
  c.id AS candidate,
  c.same_as_id AS root,
  CASE
    WHEN EXISTS (
      SELECT 1 FROM search_hit AS o
      JOIN review_search AS s ON s.search_run = o.search_run_id
      WHERE o.candidate_id = c.same_as_id AND s.review_cycle = :cycle AND s.withdrawn = 0
    ) THEN 1
    ELSE 0
  END AS root_found
FROM candidate AS c
WHERE
  c.same_as_id > ''
  AND EXISTS (
    SELECT 1 FROM search_hit AS h
    JOIN review_search AS r ON r.search_run = h.search_run_id
    WHERE h.candidate_id = c.id AND r.review_cycle = :cycle AND r.withdrawn = 0
  )
ORDER BY c.same_as_id, c.id
