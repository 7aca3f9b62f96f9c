-- PMIDs of the candidates and references that stand in a pair.
SELECT c.id AS node, c.pmid
FROM candidate AS c
WHERE
  c.pmid IS NOT NULL
  AND (
    EXISTS (SELECT 1 FROM duplicate_pair AS p WHERE p.one_id = c.id)
    OR EXISTS (SELECT 1 FROM duplicate_pair AS q WHERE q.other_id = c.id)
  )
UNION
SELECT i.reference_id AS node, MIN(i.value) AS pmid
FROM reference_identifier AS i
WHERE
  i.scheme = 'pmid' AND EXISTS (SELECT 1 FROM duplicate_pair AS p WHERE p.reference_id = i.reference_id)
GROUP BY i.reference_id
ORDER BY 1
