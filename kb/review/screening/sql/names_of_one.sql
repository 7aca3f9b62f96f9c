-- Records of a candidate in a cycle and of those merged into it, in the order found, with their identifiers.
SELECT
  c.id,
  COALESCE(c.same_as_id, c.id) AS candidate,
  c.pmid,
  c.pmcid,
  c.doi,
  m.pmid AS root_pmid,
  m.pmcid AS root_pmcid,
  m.doi AS root_doi,
  m.reference_id AS reference,
  r.id AS run,
  h.position,
  s.withdrawn
FROM candidate AS c
JOIN candidate AS m ON m.id = COALESCE(c.same_as_id, c.id)
JOIN search_hit AS h ON h.candidate_id = c.id
JOIN search_run AS r ON r.id = h.search_run_id
JOIN review_search AS s ON s.search_run = r.id
WHERE r.review_cycle_id = :cycle AND (c.id = :candidate OR c.same_as_id = :candidate)
ORDER BY r.number, h.position
