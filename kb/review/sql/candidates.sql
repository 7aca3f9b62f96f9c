-- Candidates that stand for the records of a cycle.
-- A reference is in the policy when the release that the cycle starts from (base) froze it, or, where there is none,
-- when the policy cites it now and the cycle did not bring it.
WITH found AS (
  SELECT DISTINCT COALESCE(c.same_as_id, c.id) AS id
  FROM review_search AS r
  JOIN search_hit AS h ON h.search_run_id = r.search_run
  JOIN candidate AS c ON c.id = h.candidate_id
  WHERE r.review_cycle = :cycle AND r.withdrawn = 0
),

-- What was merged into a candidate fills in what its own record lacks.
further AS (
  SELECT
    m.same_as_id AS id,
    MAX(m.title) AS title,
    MAX(m.original_title) AS original_title,
    MAX(m.authors) AS authors,
    MAX(m.journal) AS journal,
    MAX(m.issued) AS issued,
    MAX(m.volume) AS volume,
    MAX(m.issue) AS issue,
    MAX(m.pages) AS pages,
    MAX(m.abstract) AS abstract,
    MAX(m.pmid) AS pmid,
    MAX(m.pmcid) AS pmcid,
    MAX(m.doi) AS doi,
    MAX(m.publication_types) AS publication_types,
    MAX(m.languages) AS languages
  FROM candidate AS m
  JOIN found AS f ON f.id = m.same_as_id
  GROUP BY m.same_as_id
)

SELECT
  c.id AS candidate,
  COALESCE(c.title, m.title) AS title,
  COALESCE(c.original_title, m.original_title) AS original_title,
  COALESCE(c.authors, m.authors) AS authors,
  COALESCE(c.journal, m.journal) AS journal,
  COALESCE(c.issued, m.issued) AS issued,
  COALESCE(c.volume, m.volume) AS volume,
  COALESCE(c.issue, m.issue) AS issue,
  COALESCE(c.pages, m.pages) AS pages,
  COALESCE(c.abstract, m.abstract) AS abstract,
  COALESCE(c.pmid, m.pmid) AS pmid,
  COALESCE(c.pmcid, m.pmcid) AS pmcid,
  COALESCE(c.doi, m.doi) AS doi,
  COALESCE(c.publication_types, m.publication_types) AS publication_types,
  COALESCE(c.languages, m.languages) AS languages,
  c.reference_id AS reference,
  CASE
    WHEN c.reference_id IS NULL THEN 0
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
  END AS in_policy
FROM found AS f
JOIN candidate AS c ON c.id = f.id
LEFT JOIN further AS m ON m.id = c.id
ORDER BY f.id
