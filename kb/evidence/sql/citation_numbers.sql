-- Citation number of every reference of a policy.
SELECT reference, citation_number, citation_text, retracted
FROM policy_reference
WHERE policy = :policy
ORDER BY citation_number
