-- Screening decisions of a cycle, by the candidate that stands for the one decided on, oldest first.
SELECT
  COALESCE(c.same_as_id, c.id) AS candidate,
  d.stage,
  d.who,
  d.role,
  d.decision,
  d.reason,
  d.note,
  d.carried_from_id AS carried_from,
  d.decided_at AS at
FROM screening_decision AS d
JOIN candidate AS c ON c.id = d.candidate_id
WHERE d.review_cycle_id = :cycle
ORDER BY d.decided_at, d.id
