-- One row per candidate, stage and review that a decision holds for: what the decisions of all people come to.
-- A candidate that was merged into another counts as that one. One without a decision, or with none that was
-- not taken back, has no row.
-- Key: policy, opened, candidate, stage
--
-- opened (date): When the yearly review was opened
-- candidate: The publication: pmid:number, or the record by which it was first found
-- title: Title of the publication; null when the export has none
-- reference: Key of the reference that it is; null when the knowledge base has none
-- stage (codes screening_stage): What was read
-- status: include, exclude or not-retrieved; conflict = an arbiter has to settle it, also when reasons of an exclusion at full text differ; pending = decisions are missing
-- reason (codes screening_reason): Reason of an exclusion; null otherwise, or when none is given
-- reviewers (integer): How many people have to decide
-- decisions (integer): Decisions that hold: the newest of each person, without those taken back
-- decided_at: When the newest of these was made, UTC, ISO 8601
WITH summed AS (
  SELECT
    y.policy_id AS policy,
    y.opened AS opened,
    COALESCE(c.same_as_id, c.id) AS candidate,
    d.stage AS stage,
    MAX(y.reviewers) AS reviewers,
    COUNT(d.decision) AS decisions,
    COUNT(DISTINCT d.decision) AS kinds,
    COUNT(DISTINCT d.reason) AS reasons,
    SUM(CASE d.decision WHEN 'unsure' THEN 1 ELSE 0 END) AS unsure,
    MAX(d.decision) AS decision,
    MIN(k.position) AS reason,
    -- What the newest arbiter decided stands behind its time.
    MAX(CASE d.role WHEN 'arbiter' THEN d.decided_at END) AS settled_at,
    MAX(CASE d.role WHEN 'arbiter' THEN d.decided_at || d.decision END) AS settled,
    MAX(CASE d.role WHEN 'arbiter' THEN d.decided_at || COALESCE(d.reason, '') END) AS settled_reason,
    MAX(d.decided_at) AS decided_at
  FROM review_cycle AS y
  JOIN screening_decision AS d ON d.review_cycle_id = y.id
  JOIN candidate AS c ON c.id = d.candidate_id
  LEFT JOIN code_list AS k ON k.list = 'screening_reason' AND k.code = d.reason
  WHERE d.decision <> 'withdrawn'
    AND NOT EXISTS (
      SELECT 1
      FROM screening_decision AS n
      WHERE n.review_cycle_id = y.id
        AND n.candidate_id IN (
          SELECT m.id FROM candidate AS m WHERE m.id = COALESCE(c.same_as_id, c.id)
          UNION ALL
          SELECT m.id FROM candidate AS m WHERE m.same_as_id = COALESCE(c.same_as_id, c.id)
        )
        AND n.stage = d.stage AND n.who = d.who AND n.role = d.role
        AND (n.decided_at > d.decided_at OR (n.decided_at = d.decided_at AND n.id > d.id))
    )
  GROUP BY y.policy_id, y.opened, COALESCE(c.same_as_id, c.id), d.stage
),

outcome_of AS (
  SELECT
    t.policy, t.opened, t.candidate, t.stage, t.reviewers, t.decisions, t.decided_at,
    CASE
      WHEN SUBSTR(t.settled, LENGTH(t.settled_at) + 1) = 'unsure' THEN 'conflict'
      WHEN t.settled IS NOT NULL THEN SUBSTR(t.settled, LENGTH(t.settled_at) + 1)
      WHEN t.decisions < t.reviewers THEN 'pending'
      WHEN t.kinds > 1 OR t.unsure > 0 OR (t.stage = 'full-text' AND t.reasons > 1) THEN 'conflict'
      ELSE t.decision
    END AS status,
    t.reason,
    SUBSTR(t.settled_reason, LENGTH(t.settled_at) + 1) AS settled_reason
  FROM summed AS t
)

SELECT
  o.policy AS policy,
  o.opened AS opened,
  o.candidate AS candidate,
  p.title AS title,
  p.pmid AS pmid,
  p.reference_id AS reference,
  o.stage AS stage,
  o.status AS status,
  CASE
    WHEN o.status <> 'exclude' THEN NULL
    WHEN o.settled_reason IS NOT NULL THEN NULLIF(o.settled_reason, '')
    ELSE (SELECT l.code FROM code_list AS l WHERE l.list = 'screening_reason' AND l.position = o.reason)
  END AS reason,
  o.reviewers AS reviewers,
  o.decisions AS decisions,
  o.decided_at AS decided_at
FROM outcome_of AS o
JOIN candidate AS p ON p.id = o.candidate
