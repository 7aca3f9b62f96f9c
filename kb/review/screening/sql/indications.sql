-- Screening decisions of a cycle that were made for one indication, oldest first.
SELECT
  COALESCE(c.same_as_id, c.id) AS candidate,
  d.stage,
  d.who,
  d.role,
  i.key AS indication,
  d.decided_at AS at
FROM screening_decision AS d
JOIN candidate AS c ON c.id = d.candidate_id
JOIN indication AS i ON i.id = d.indication_id
WHERE d.review_cycle_id = :cycle
ORDER BY d.decided_at, d.id
