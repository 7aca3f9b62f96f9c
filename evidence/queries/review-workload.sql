-- title: Workload of a yearly review
-- question: How many records did a review take in, how many decisions and conflicts came of them, and how many hours did screening take?
-- note: Hours are not clocked: they are the time from one decision of a person to their next on the same day, gaps of more than
--   15 minutes left out, so without the first record of a sitting. Decisions count every click; a conflict is a publication that
--   two reviewers, each by their newest decision at a stage, see differently, settled or not.
-- parameter policy (policy, optional): Only this policy
-- parameter opened (date, optional): Only the review opened on this day
WITH wanted AS (
  SELECT y.* FROM yearly_review AS y
  WHERE (:policy IS NULL OR y.policy = :policy) AND (:opened IS NULL OR y.opened = :opened)
),

decision AS (
  SELECT
    e.policy, e.opened, e.candidate, e.stage, e.role, e.who, e.decision, e.decided_at,
    SUBSTR(e.decided_at, 1, 10) AS day,
    CAST(SUBSTR(e.decided_at, 12, 2) AS INTEGER) * 3600 + CAST(SUBSTR(e.decided_at, 15, 2) AS INTEGER) * 60
      + CAST(SUBSTR(e.decided_at, 18, 2) AS INTEGER) AS second
  FROM screening_event AS e
  JOIN wanted AS w ON w.policy = e.policy AND w.opened = e.opened
),

paced AS (
  SELECT
    d.*,
    d.second - LAG(d.second) OVER (
      PARTITION BY d.policy, d.opened, d.who, d.day ORDER BY d.decided_at, d.candidate, d.stage
    ) AS gap,
    ROW_NUMBER() OVER (
      PARTITION BY d.policy, d.opened, d.candidate, d.stage, d.who ORDER BY d.decided_at DESC
    ) AS age
  FROM decision AS d
),

conflict AS (
  SELECT p.policy, p.opened, p.candidate, p.stage
  FROM paced AS p
  WHERE p.age = 1 AND p.role = 'reviewer'
  GROUP BY p.policy, p.opened, p.candidate, p.stage
  HAVING COUNT(DISTINCT p.decision) > 1
)

SELECT
  w.policy,
  w.opened,
  w.state,
  w.reviewers,
  w.searches,
  w.records,
  w.candidates,
  (SELECT COUNT(*) FROM paced AS p WHERE p.policy = w.policy AND p.opened = w.opened) AS decisions,
  (SELECT COUNT(DISTINCT p.candidate) FROM paced AS p WHERE p.policy = w.policy AND p.opened = w.opened) AS screened,
  (SELECT COUNT(DISTINCT p.who) FROM paced AS p WHERE p.policy = w.policy AND p.opened = w.opened) AS people,
  (SELECT COUNT(*) FROM conflict AS c WHERE c.policy = w.policy AND c.opened = w.opened) AS conflicts,
  (
    SELECT ROUND(CAST(SUM(p.gap) / 3600.0 AS NUMERIC), 2) FROM paced AS p
    WHERE p.policy = w.policy AND p.opened = w.opened AND p.gap <= 900
  ) AS hours,
  (SELECT MIN(p.day) FROM paced AS p WHERE p.policy = w.policy AND p.opened = w.opened) AS first_day,
  (SELECT MAX(p.day) FROM paced AS p WHERE p.policy = w.policy AND p.opened = w.opened) AS last_day
FROM wanted AS w
ORDER BY w.policy, w.opened
