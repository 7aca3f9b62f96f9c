-- Pairs of duplicates that the review found.
SELECT
  p.id AS key,
  p.one_id,
  p.other_id,
  p.reference_id,
  p.relation,
  p.tie,
  p.score,
  p.why,
  p.found_at
FROM release AS r
JOIN duplicate_pair AS p ON p.review_cycle_id = r.review_cycle_id
WHERE r.id = :release AND p.id > :after
ORDER BY 1
LIMIT :batch
