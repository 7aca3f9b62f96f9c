-- The outcomes of the vocabulary.
SELECT
  o.id AS key,
  o.name AS name,
  o.domain AS domain,
  o.direction AS direction,
  CASE WHEN o.whole_numbers THEN 1 ELSE 0 END AS whole_numbers,
  o.scale AS scale
FROM vocabulary_outcome AS o
ORDER BY o.id
