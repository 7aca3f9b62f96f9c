-- Studies that the indications of a policy use.
SELECT DISTINCT u.study_id AS study
FROM study_use AS u
JOIN indication AS i ON i.id = u.indication_id
WHERE i.policy_id = :policy
ORDER BY u.study_id
