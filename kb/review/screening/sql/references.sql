-- Titles of the publications that a policy cites, by reference: what it is about.
SELECT p.reference, p.title
FROM policy_reference AS p
WHERE p.policy = :policy AND p.title IS NOT NULL
ORDER BY p.reference
