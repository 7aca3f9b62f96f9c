-- One row per coverage statement and indication that it decides on; a statement on none has one row.
-- Key: policy, statement, indication
--
-- statement: Key of the statement within its policy
-- position (integer): Order of the statements, from 1
-- text: The statement, in our words, its limits as printed
-- indication: Key of the indication it decides on; null when it names none
-- population: Who it is about: the population of that indication; null when it names none
-- criteria (integer): Number of criteria that have to be met, groups of them not counted; see statement_criterion
SELECT
  s.policy_id AS policy,
  s.key AS statement,
  s.position AS position,
  s.determination AS determination,
  (
    WITH RECURSIVE printed (step, text) AS (
      SELECT 0, s.text
      UNION ALL
      SELECT
        l.position,
        REPLACE(w.text, l.token, COALESCE(z.reported_text, a.reported_text, '(' || l.reference_id || ')'))
      FROM printed AS w
      JOIN prose_link AS l ON l.place = 'statement:' || s.id || ':text' AND l.position = w.step + 1
      LEFT JOIN figure AS z ON z.id = l.figure_id
      LEFT JOIN figure AS a ON a.fact_id = l.fact_id AND a.is_main
    )
    SELECT text FROM printed ORDER BY step DESC LIMIT 1
  ) AS text,
  s.previous_text AS previous_text,
  i.key AS indication,
  i.population AS population,
  (SELECT COUNT(*) FROM criterion AS c WHERE c.statement_id = s.id AND c.kind = 'single') AS criteria
FROM statement AS s
LEFT JOIN statement_indication AS x ON x.statement_id = s.id
LEFT JOIN indication AS i ON i.id = x.indication_id
