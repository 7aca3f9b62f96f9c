-- One row per yearly review of a policy: from the search of the literature to the next version.
-- Key: policy, opened
--
-- opened (date): When it was opened
-- opened_by: Who opened it
-- state (codes cycle_state): Where it stands
-- reviewers (integer): How many people decide on each record, 1 or 2
-- due (date): When it is due; null when not set
-- closed (date): When it was closed; null while open
-- searches (integer): Searches and exports taken in
-- records (integer): Records taken in, those that could not be read included
-- candidates (integer): Different publications among them, to be screened
SELECT
  y.policy_id AS policy,
  y.opened AS opened,
  y.opened_by AS opened_by,
  y.state AS state,
  y.reviewers AS reviewers,
  y.due AS due,
  y.closed AS closed,
  (SELECT COUNT(*) FROM review_search AS r WHERE r.review_cycle = y.id AND r.withdrawn = 0) AS searches,
  (SELECT COALESCE(SUM(r.records), 0) FROM review_search AS r WHERE r.review_cycle = y.id AND r.withdrawn = 0) AS records,
  (
    SELECT COUNT(DISTINCT COALESCE(c.same_as_id, c.id))
    FROM review_search AS r
    JOIN search_hit AS h ON h.search_run_id = r.search_run
    JOIN candidate AS c ON c.id = h.candidate_id
    WHERE r.review_cycle = y.id AND r.withdrawn = 0
  ) AS candidates
FROM review_cycle AS y
