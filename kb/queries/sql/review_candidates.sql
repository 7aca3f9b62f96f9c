-- Candidates that stand for the records of a cycle. A reference is in the policy when a release of it before the
-- cycle froze it, or, where there is no release, when the policy cites it now and the cycle did not bring it.
WITH found AS (
  SELECT DISTINCT COALESCE(c.same_as_id, c.id) AS id
  FROM search_run AS r
  JOIN search_hit AS h ON h.search_run_id = r.id
  JOIN candidate AS c ON c.id = h.candidate_id
  WHERE r.review_cycle_id = :cycle
),

base AS (
  SELECT r.id AS release_id
  FROM review_cycle AS y
  JOIN release AS r ON r.policy_id = y.policy_id
  WHERE y.id = :cycle AND (r.review_cycle_id IS NULL OR r.review_cycle_id <> y.id)
  ORDER BY r.effective_date DESC
  LIMIT 1
)

SELECT
  c.id AS candidate,
  c.title,
  c.authors,
  c.journal,
  c.issued,
  c.abstract,
  c.pmid,
  c.doi,
  c.publication_types,
  c.reference_id AS reference,
  CASE
    WHEN c.reference_id IS NULL THEN 0
    WHEN EXISTS (SELECT 1 FROM base) THEN CASE
      WHEN EXISTS (
        SELECT 1 FROM base AS b
        JOIN release_record AS m ON m.release_id = b.release_id
        WHERE m.record_name = 'references/' || c.reference_id
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
  END AS in_policy,
  CASE
    WHEN c.publication_types LIKE '%Retracted Publication%' THEN 1
    WHEN EXISTS (SELECT 1 FROM candidate_link AS l WHERE l.candidate_id = c.id AND l.kind = 'retracted-by')
      THEN 1
    ELSE 0
  END AS retracted
FROM found AS f
JOIN candidate AS c ON c.id = f.id
ORDER BY c.id
