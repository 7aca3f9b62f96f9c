-- Screening decisions on a reference, as the candidate that it was, oldest first.
SELECT
  c.policy_id AS policy,
  i.key AS indication,
  d.id AS screening,
  d.stage AS stage,
  d.decision AS decision,
  d.reason AS reason,
  d.who AS who,
  d.decided_at AS decided_at
FROM candidate AS x
JOIN screening_decision AS d ON d.candidate_id = x.id
JOIN review_cycle AS c ON c.id = d.review_cycle_id
LEFT JOIN indication AS i ON i.id = d.indication_id
WHERE x.reference_id = :reference
ORDER BY c.policy_id, d.decided_at, d.stage, d.who
