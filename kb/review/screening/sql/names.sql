-- Names of the candidates of a cycle, one row per record in the order found, with what stands for each; those of
-- withdrawn searches too, so that no number in the list ever changes.
SELECT
  c.id AS id,
  COALESCE(c.same_as_id, c.id) AS candidate,
  c.pmid,
  c.pmcid,
  c.doi,
  c.title,
  c.issued
FROM search_run AS r
JOIN search_hit AS h ON h.search_run_id = r.id
JOIN candidate AS c ON c.id = h.candidate_id
WHERE r.review_cycle_id = :cycle
ORDER BY r.number, h.position
