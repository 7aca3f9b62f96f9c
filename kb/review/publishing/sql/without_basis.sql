-- Conclusions of a policy with a verdict, of which no finding rests on anything: no figure, limitation or recommendation.
SELECT i.key AS indication, c.verdict
FROM indication AS i
JOIN conclusion AS c ON c.indication_id = i.id
WHERE i.policy_id = :policy AND c.verdict IS NOT NULL
  AND NOT EXISTS (
    SELECT 1 FROM finding AS f
    JOIN finding_basis AS b ON b.finding_id = f.id
    WHERE f.indication_id = i.id
  )
ORDER BY i.position
