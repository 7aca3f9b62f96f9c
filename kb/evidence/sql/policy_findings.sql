-- Findings of a policy's indications, in order.
SELECT indication, finding, text
FROM finding_text
WHERE policy = :policy
ORDER BY indication, position
