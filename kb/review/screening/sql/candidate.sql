-- Screening decisions of a cycle on one candidate and on those merged into it, oldest first.
SELECT d.stage, d.who, d.role, d.decision, d.reason, d.note, d.decided_at AS at
FROM screening_decision AS d
JOIN candidate AS c ON c.id = d.candidate_id
WHERE d.review_cycle_id = :cycle AND (c.id = :candidate OR c.same_as_id = :candidate)
ORDER BY d.decided_at, d.id
