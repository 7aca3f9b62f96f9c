-- One row per authored paragraph of a policy or of one of its indications.
-- Key: place
--
-- indication: Key of the indication; null for a paragraph of the policy as a whole
-- position (integer): Order within its section, from 1
-- section: Section it is in, for example background
-- heading: Heading above the paragraph; null when there is none
-- text: The paragraph, in our words: its figures as printed, its citations by key in parentheses
SELECT
  t.policy_id AS policy,
  i.key AS indication,
  t.section AS section,
  t.position AS position,
  t.heading AS heading,
  (
    WITH RECURSIVE printed (step, text) AS (
      SELECT 0, t.text
      UNION ALL
      SELECT
        l.position,
        REPLACE(w.text, l.token, COALESCE(z.reported_text, a.reported_text, '(' || l.reference_id || ')'))
      FROM printed AS w
      JOIN prose_link AS l ON l.place = 'section_text:' || t.id || ':text' AND l.position = w.step + 1
      LEFT JOIN figure AS z ON z.id = l.figure_id
      LEFT JOIN figure AS a ON a.fact_id = l.fact_id AND a.is_main
    )
    SELECT text FROM printed ORDER BY step DESC LIMIT 1
  ) AS text,
  'section_text:' || t.id || ':text' AS place
FROM section_text AS t
LEFT JOIN indication AS i ON i.id = t.indication_id
