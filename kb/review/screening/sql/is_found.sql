-- One row when a cycle found a candidate or one that it stands for.
SELECT 1 AS found
WHERE EXISTS (
  SELECT 1 FROM candidate AS c
  JOIN search_hit AS h ON h.candidate_id = c.id
  JOIN review_search AS r ON r.search_run = h.search_run_id
  WHERE r.review_cycle = :cycle AND r.withdrawn = 0 AND (c.id = :candidate OR c.same_as_id = :candidate)
)
