-- The records that are a policy's own: the policy and its indications.
SELECT p.record_id AS record FROM policy AS p WHERE p.id = :policy
UNION
SELECT i.record_id FROM indication AS i WHERE i.policy_id = :policy
ORDER BY 1
