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
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'statement:' || s.id || ':text'), s.text) AS text,
  s.previous_text AS previous_text,
  i.key AS indication,
  i.population AS population,
  (SELECT COUNT(*) FROM criterion AS c WHERE c.statement_id = s.id AND c.kind = 'single') AS criteria
FROM statement AS s
LEFT JOIN statement_indication AS x ON x.statement_id = s.id
LEFT JOIN indication AS i ON i.id = x.indication_id
