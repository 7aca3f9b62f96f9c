-- One row per text of ours that prints figures or cites: as it reads in the document, a citation by its key in parentheses.
-- A text without either has no row.
-- Key: place
--
-- text: The text, with each figure as printed
SELECT
  f.place AS place,
  (
    WITH RECURSIVE printed (step, text) AS (
      SELECT 0, f.text
      UNION ALL
      SELECT
        l.position,
        REPLACE(
          so_far.text,
          l.token,
          COALESCE(
            (SELECT s.says FROM prose_mention AS s WHERE s.place = l.place AND s.position = l.position),
            '(' || l.reference_id || ')'
          )
        )
      FROM printed AS so_far
      JOIN prose_link AS l ON l.place = f.place AND l.position = so_far.step + 1
    )
    SELECT text FROM printed ORDER BY step DESC LIMIT 1
  ) AS text
FROM prose_link AS f
WHERE f.position = 1
