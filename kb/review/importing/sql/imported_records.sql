-- Records of some runs of a cycle, a batch at a time: what each says, the candidate it is a record of, the candidate
-- that stands for that one, and the reference that it is.
SELECT
  h.id,
  r.number AS run,
  r.file,
  r.file_format AS format,
  h.position AS record,
  h.line,
  h.problem,
  h.raw,
  h.citation,
  c.id AS candidate,
  COALESCE(c.same_as_id, c.id) AS publication,
  c.reference_id AS reference
FROM search_run AS r
JOIN search_hit AS h ON h.search_run_id = r.id
LEFT JOIN candidate AS c ON c.id = h.candidate_id
WHERE r.review_cycle_id = :cycle AND r.number = :run AND h.position > :after
ORDER BY h.position
LIMIT :batch
