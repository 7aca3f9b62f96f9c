-- One row per screening decision; the newest of a person at a stage applies.
-- Key: policy, opened, candidate, stage, decided_at, who
--
-- opened (date): When the yearly review was opened
-- candidate: The publication decided on: pmid:number, or the record by which it was first found
-- title: Title of the publication; null when the export has none
-- reference: Key of the reference that it is; null when the knowledge base has none
-- stage (codes screening_stage): What was read
-- role (codes screening_role): In what role
-- decision (codes screening_decision): What was decided
-- reason (codes screening_reason): Reason of an exclusion; null otherwise
-- note: Remark of who decided; null without one
-- carried_from (date): When the earlier review was opened whose exclusion was repeated without reading again; null for one of its own
-- who: Who decided
-- decided_at: When, UTC, ISO 8601
SELECT
  y.policy_id AS policy,
  y.opened AS opened,
  d.candidate_id AS candidate,
  c.title AS title,
  c.pmid AS pmid,
  c.reference_id AS reference,
  d.stage AS stage,
  d.role AS role,
  d.decision AS decision,
  d.reason AS reason,
  d.note AS note,
  (SELECT b.opened FROM review_cycle AS b WHERE b.id = d.carried_from_id) AS carried_from,
  d.who AS who,
  d.decided_at AS decided_at
FROM screening_decision AS d
JOIN review_cycle AS y ON y.id = d.review_cycle_id
JOIN candidate AS c ON c.id = d.candidate_id
