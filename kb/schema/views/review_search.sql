-- One row per search, or export taken in, of a yearly review.
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
SELECT
  c.policy_id AS policy,
  c.opened AS opened,
  r.number AS number,
  r.strategy AS strategy,
  r.source AS source,
  r.kind AS kind,
  SUBSTR(r.run_at, 1, 10) AS searched,
  r.query AS query,
  r.since AS since,
  r.until AS until,
  r.found AS found,
  r.records AS records,
  (SELECT COUNT(*) FROM search_hit AS h WHERE h.search_run_id = r.id AND h.problem IS NOT NULL) AS unread
FROM search_run AS r
JOIN review_cycle AS c ON c.id = r.review_cycle_id
