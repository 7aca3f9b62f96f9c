-- Candidates that stand in a pair, of all reviews, as their records have them.
SELECT c.id, c.title, c.authors, c.journal, c.issued, c.volume, c.issue, c.pages, c.pmid, c.doi
FROM candidate AS c
WHERE
  EXISTS (SELECT 1 FROM duplicate_pair AS p WHERE p.one_id = c.id)
  OR EXISTS (SELECT 1 FROM duplicate_pair AS q WHERE q.other_id = c.id)
ORDER BY c.id
