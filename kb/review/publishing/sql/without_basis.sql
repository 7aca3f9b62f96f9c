-- Conclusions of a policy with a verdict, of which no finding rests on anything: no figure, limitation or recommendation.
-- Where studies were looked for and none was found, nothing is there to rest on.
SELECT i.key AS indication, c.verdict
FROM indication AS i
JOIN conclusion AS c ON c.indication_id = i.id
WHERE i.policy_id = :policy AND c.verdict IS NOT NULL
  AND NOT EXISTS (
    SELECT 1 FROM finding AS f
    JOIN finding_basis AS b ON b.finding_id = f.id
    WHERE f.indication_id = i.id
  )
  AND NOT (
    EXISTS (
      SELECT 1 FROM evidence_group AS g
      WHERE g.indication_id = i.id AND g.none_identified
    )
    AND NOT EXISTS (
      SELECT 1 FROM study_use AS u
      JOIN indication AS s ON s.id = u.indication_id
      WHERE COALESCE(s.concluded_with_id, s.id) = i.id
    )
  )
ORDER BY i.position
