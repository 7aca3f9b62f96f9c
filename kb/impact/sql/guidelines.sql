-- Recommendations of the guidelines that a reference publishes.
SELECT g.id AS guideline, g.organization AS organization, g.title AS title, c.id AS recommendation
FROM guideline AS g
LEFT JOIN recommendation AS c ON c.guideline_id = g.id
WHERE g.reference_id = :reference
ORDER BY g.id, c.position
