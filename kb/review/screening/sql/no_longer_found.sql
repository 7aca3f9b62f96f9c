-- Candidates with decisions in a cycle that only searches found which were withdrawn since.
SELECT DISTINCT COALESCE(c.same_as_id, c.id) AS candidate
FROM screening_decision AS d
JOIN candidate AS c ON c.id = d.candidate_id
WHERE
  d.review_cycle_id = :cycle
  AND EXISTS (SELECT 1 FROM review_search AS w WHERE w.review_cycle = :cycle AND w.withdrawn = 1)
  AND NOT EXISTS (
    SELECT 1 FROM candidate AS m
    JOIN search_hit AS h ON h.candidate_id = m.id
    JOIN review_search AS r ON r.search_run = h.search_run_id
    WHERE
      r.review_cycle = :cycle
      AND r.withdrawn = 0
      AND (m.id = COALESCE(c.same_as_id, c.id) OR m.same_as_id = COALESCE(c.same_as_id, c.id))
  )
ORDER BY 1
