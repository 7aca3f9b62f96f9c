-- Answers to the offers of studies to the indications of the policy.
SELECT o.id AS key, o.study_id, o.indication_id, o.answer, o.because, o.who, o.answered_at
FROM release AS r
JOIN indication AS i ON i.policy_id = r.policy_id
JOIN study_offer AS o ON o.indication_id = i.id
WHERE r.id = :release AND o.id > :after
ORDER BY 1
LIMIT :batch
