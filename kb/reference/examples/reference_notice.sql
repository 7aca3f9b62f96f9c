-- Which publications have been retracted or corrected, and are cited?
SELECT n.reference, n.notice, n.date, n.source, p.policy, p.citation_number
FROM reference_notice AS n
JOIN policy_reference AS p ON p.reference = n.reference
ORDER BY n.reference, n.position, p.policy
