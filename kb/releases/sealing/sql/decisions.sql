-- Screening decisions of the review that a release ended.
SELECT
  d.id AS key,
  d.candidate_id,
  d.indication_id,
  d.stage,
  d.role,
  d.decision,
  d.reason,
  d.note,
  d.who,
  d.decided_at,
  d.carried_from_id
FROM release AS r
JOIN screening_decision AS d ON d.review_cycle_id = r.review_cycle_id
WHERE r.id = :release AND d.id > :after
ORDER BY 1
LIMIT :batch
