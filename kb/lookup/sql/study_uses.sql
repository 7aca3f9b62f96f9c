-- Indications that use each study.
SELECT u.study_id AS study, i.policy_id AS policy, i.key AS indication
FROM study_use AS u
JOIN indication AS i ON i.id = u.indication_id
ORDER BY u.study_id, i.policy_id, i.position
