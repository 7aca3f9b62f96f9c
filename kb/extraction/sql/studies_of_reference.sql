-- Studies that a reference reports, with the policies that use them.
SELECT DISTINCT p.study_id AS study, i.policy_id AS policy, i.key AS indication
FROM study_report AS p
LEFT JOIN study_use AS u ON u.study_id = p.study_id
LEFT JOIN indication AS i ON i.id = u.indication_id
WHERE p.reference_id = :reference
ORDER BY p.study_id, i.policy_id, i.key
