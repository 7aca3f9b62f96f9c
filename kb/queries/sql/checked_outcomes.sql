-- The outcomes of the vocabulary, as the checks see them.
SELECT
  o.id AS outcome,
  o.name AS name,
  o.domain AS domain,
  o.direction AS direction
FROM outcome AS o
ORDER BY o.id
