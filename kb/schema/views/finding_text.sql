-- One row per finding of an indication.
-- Key: policy, indication, finding
--
-- finding: Key of the finding within its indication
-- position (integer): Order of the findings, from 1
-- text: The finding, in our words, its figures as printed
SELECT
  i.policy_id AS policy,
  i.key AS indication,
  f.key AS finding,
  f.position AS position,
  (
    WITH RECURSIVE printed (step, text) AS (
      SELECT 0, f.text
      UNION ALL
      SELECT
        l.position,
        REPLACE(w.text, l.token, COALESCE(z.reported_text, a.reported_text, '(' || l.reference_id || ')'))
      FROM printed AS w
      JOIN prose_link AS l ON l.place = 'finding:' || f.id || ':text' AND l.position = w.step + 1
      LEFT JOIN figure AS z ON z.id = l.figure_id
      LEFT JOIN figure AS a ON a.fact_id = l.fact_id AND a.is_main
    )
    SELECT text FROM printed ORDER BY step DESC LIMIT 1
  ) AS text,
  'finding:' || f.id || ':text' AS place
FROM indication AS i
JOIN finding AS f ON f.indication_id = i.id
