-- Notices that may be about the candidates of a cycle, or about one candidate, or those merged into them, and by what
-- each was found: by the record of the candidate itself, its PMID, its DOI or its title; once for each of these.
WITH found AS (
  SELECT DISTINCT COALESCE(c.same_as_id, c.id) AS id
  FROM review_search AS r
  JOIN search_hit AS h ON h.search_run_id = r.search_run
  JOIN candidate AS c ON c.id = h.candidate_id
  WHERE r.review_cycle = CAST(:cycle AS TEXT) AND r.withdrawn = 0
  UNION
  SELECT c.id FROM candidate AS c
  WHERE c.id = CAST(:candidate AS TEXT)
),

member AS (
  SELECT f.id AS root, c.id, c.pmid, c.doi, c.title_key, c.journal, c.issued
  FROM found AS f
  JOIN candidate AS c ON c.id = f.id
  UNION ALL
  SELECT f.id, c.id, c.pmid, c.doi, c.title_key, c.journal, c.issued
  FROM found AS f
  JOIN candidate AS c ON c.same_as_id = f.id
),

told AS (
  SELECT m.root, m.id AS member, n.id AS notice, 1 AS rank, 'record' AS found_by
  FROM member AS m
  JOIN published_notice AS n ON n.candidate_id = m.id
  UNION ALL
  SELECT m.root, m.id, n.id, 2, 'pmid'
  FROM member AS m
  JOIN published_notice AS n ON n.pmid = m.pmid
  UNION ALL
  SELECT m.root, m.id, n.id, 3, 'doi'
  FROM member AS m
  JOIN published_notice AS n ON n.doi = m.doi
  UNION ALL
  SELECT m.root, m.id, n.id, 4, 'title'
  FROM member AS m
  JOIN published_notice AS n ON n.title_key = m.title_key
)

SELECT
  t.root AS candidate,
  t.found_by,
  m.pmid AS own_pmid,
  m.doi AS own_doi,
  m.journal AS own_journal,
  m.issued,
  n.id,
  n.kind,
  n.basis,
  n.source,
  n.pmid,
  n.doi,
  n.title,
  n.journal,
  n.date,
  n.notice_pmid,
  n.notice_doi
FROM told AS t
JOIN candidate AS m ON m.id = t.member
JOIN published_notice AS n ON n.id = t.notice
ORDER BY t.root, t.rank, n.id, t.member
