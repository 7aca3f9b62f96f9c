-- The longest excerpts of each document, which hardly occur in another by chance.
SELECT e.document AS document, e.excerpt AS excerpt
FROM (
  SELECT
    s.document_id AS document,
    s.excerpt AS excerpt,
    ROW_NUMBER() OVER (PARTITION BY s.document_id ORDER BY LENGTH(s.excerpt) DESC, s.excerpt) AS place
  FROM (SELECT DISTINCT document_id, excerpt FROM figure_source WHERE document_id IS NOT NULL) AS s
) AS e
WHERE e.place <= CAST(:most AS INTEGER)
ORDER BY e.document, e.place
