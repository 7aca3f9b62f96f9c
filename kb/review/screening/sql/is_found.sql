-- One row when a cycle found a candidate or one that it stands for.
SELECT 1 AS found
WHERE EXISTS (
  SELECT 1 FROM candidate AS c
  JOIN search_hit AS h ON h.candidate_id = c.id
  JOIN search_run AS r ON r.id = h.search_run_id
  WHERE r.review_cycle_id = :cycle AND (c.id = :candidate OR c.same_as_id = :candidate)
)
