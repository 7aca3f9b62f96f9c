-- Every indication that has a history, those of published versions that are gone included.
SELECT i.policy_id AS policy, i.key AS indication FROM indication AS i
UNION
SELECT r.policy_id, k.indication_key FROM release_conclusion AS k JOIN release AS r ON r.id = k.release_id
ORDER BY 1, 2
