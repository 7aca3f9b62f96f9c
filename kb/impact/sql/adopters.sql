-- Policies that adopt a policy, held here or published as a reference.
SELECT p.id AS policy, p.title AS title
FROM policy AS p
WHERE p.parent_policy_id = CAST(:policy AS TEXT) OR p.parent_reference_id = CAST(:reference AS TEXT)
ORDER BY p.id
