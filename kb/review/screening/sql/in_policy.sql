-- Candidates that are references of the policy of a cycle, which are not screened; as in review/candidates.
-- What is not null is asked for as greater than the empty text, for which there is an index.
SELECT c.id AS candidate, c.same_as_id
FROM candidate AS c
WHERE
  c.reference_id > ''
  AND CASE
    WHEN CAST(:base AS TEXT) IS NOT NULL THEN CASE
      WHEN EXISTS (
        SELECT 1 FROM release_record AS m
        WHERE m.release_id = CAST(:base AS TEXT) AND m.record_name = 'references/' || c.reference_id
      ) THEN 1
      ELSE 0
    END
    WHEN EXISTS (
      SELECT 1 FROM review_cycle AS y
      JOIN policy_reference AS p ON p.policy = y.policy_id
      WHERE y.id = :cycle AND p.reference = c.reference_id
    ) AND NOT EXISTS (SELECT 1 FROM extraction AS e WHERE e.review_cycle_id = :cycle AND e.candidate_id = c.id)
      THEN 1
    ELSE 0
  END = 1
ORDER BY c.reference_id, c.id
