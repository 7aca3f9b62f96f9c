-- One row per search, or export taken in, of a yearly review, as it was corrected since. One that was withdrawn counts
-- for nothing: its records are in no list and no sum.
-- Key: policy, opened, number
--
-- opened (date): When the yearly review was opened
-- number (integer): Number of the search in its review, from 1
-- strategy: Key of the stored strategy of the policy; null without one
-- source: Database, register or other source searched, for example PubMed
-- kind (codes search_source): What sort of source, as PRISMA parts them
-- searched (date): When it was searched
-- query: The query as sent; null when not told
-- since (date): First day of the date window; null without a limit
-- until (date): Last day of the date window; null without a limit
-- found (integer): Records that the source says it found; null when it is not told
-- records (integer): Records taken in, those that could not be read included
-- unread (integer): Records that could not be read
-- withdrawn (boolean): Whether it was withdrawn
-- corrected_because: Why it was corrected or withdrawn last; null when it never was
-- search_run: Id of the search in the tables
-- review_cycle: Id of the yearly review in the tables
SELECT
  c.policy_id AS policy,
  c.opened AS opened,
  r.number AS number,
  CASE WHEN k.id IS NULL THEN r.strategy ELSE k.strategy END AS strategy,
  CASE WHEN k.id IS NULL THEN r.source ELSE k.source END AS source,
  CASE WHEN k.id IS NULL THEN r.kind ELSE k.kind END AS kind,
  SUBSTR(CASE WHEN k.id IS NULL THEN r.run_at ELSE k.run_at END, 1, 10) AS searched,
  CASE WHEN k.id IS NULL THEN r.query ELSE k.query END AS query,
  CASE WHEN k.id IS NULL THEN r.since ELSE k.since END AS since,
  CASE WHEN k.id IS NULL THEN r.until ELSE k.until END AS until,
  CASE WHEN k.id IS NULL THEN r.found ELSE k.found END AS found,
  r.records AS records,
  (SELECT COUNT(*) FROM search_hit AS h WHERE h.search_run_id = r.id AND h.problem IS NOT NULL) AS unread,
  CASE WHEN k.is_withdrawn THEN 1 ELSE 0 END AS withdrawn,
  k.because AS corrected_because,
  r.id AS search_run,
  r.review_cycle_id AS review_cycle
FROM search_run AS r
JOIN review_cycle AS c ON c.id = r.review_cycle_id
LEFT JOIN search_run_correction AS k
  ON k.search_run_id = r.id
  AND k.number = (SELECT MAX(m.number) FROM search_run_correction AS m WHERE m.search_run_id = r.id)
