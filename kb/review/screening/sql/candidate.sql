-- Screening decisions of a cycle on one candidate and on those merged into it, oldest first.
SELECT d.stage, d.who, d.role, d.decision, d.reason, d.note, d.carried_from_id AS carried_from, d.decided_at AS at, i.key AS indication
FROM candidate AS c
JOIN screening_decision AS d ON d.candidate_id = c.id
LEFT JOIN indication AS i ON i.id = d.indication_id
WHERE d.review_cycle_id = :cycle AND (c.id = :candidate OR c.same_as_id = :candidate)
ORDER BY d.decided_at, d.id
