-- Studies that were extracted in a cycle from publications which no other search of it found that counts.
SELECT DISTINCT e.study
FROM extraction AS e
JOIN candidate AS c ON c.id = e.candidate_id
WHERE
  e.review_cycle_id = :cycle
  AND EXISTS (
    SELECT 1 FROM candidate AS m
    JOIN search_hit AS h ON h.candidate_id = m.id
    WHERE
      h.search_run_id = :run
      AND (m.id = COALESCE(c.same_as_id, c.id) OR m.same_as_id = COALESCE(c.same_as_id, c.id))
  )
  AND NOT EXISTS (
    SELECT 1 FROM candidate AS m
    JOIN search_hit AS h ON h.candidate_id = m.id
    JOIN review_search AS r ON r.search_run = h.search_run_id
    WHERE
      r.review_cycle = :cycle
      AND r.withdrawn = 0
      AND r.search_run <> :run
      AND (m.id = COALESCE(c.same_as_id, c.id) OR m.same_as_id = COALESCE(c.same_as_id, c.id))
  )
ORDER BY e.study
