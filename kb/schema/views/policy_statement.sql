-- One row per coverage statement and indication that it decides on; a statement on none has one row.
-- Key: policy, statement, indication
--
-- statement: Key of the statement within its policy
-- position (integer): Order of the statements, from 1
-- heading: Heading it stands under; null for none
-- determination: Key of what the plan decided; see determination
-- determination_name: What the plan decided, as printed before the statement
-- determination_group (codes determination_group): What it comes to for coverage, whatever the plan calls it
-- text: The statement, in the plan's words, its limits as printed
-- previous_text: The statement in the version before; null when new
-- phase (codes statement_phase): Phase of treatment it is for; null for any
-- duration: How long one authorization holds, as the plan writes it; null when not told
-- quantity: How much or how often, as the plan writes it; null when not told
-- service_from (date): First date of service it applies to; null when not told
-- service_to (date): Last date of service it applies to; null while in force
-- indication: Key of the indication it decides on; null when it names none
-- population: Who it is about, in the words of the statement, or else the population of that indication; null for neither
-- criteria (integer): Number of criteria that have to be met, groups of them not counted; see statement_criterion
SELECT
  s.policy_id AS policy,
  s.key AS statement,
  s.position AS position,
  s.heading AS heading,
  s.determination_id AS determination,
  COALESCE(w.label, d.name) AS determination_name,
  d.determination_group AS determination_group,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'statement:' || s.id || ':text'), s.text) AS text,
  s.previous_text AS previous_text,
  s.phase AS phase,
  s.duration AS duration,
  s.quantity AS quantity,
  s.service_from AS service_from,
  s.service_to AS service_to,
  i.key AS indication,
  COALESCE(s.population, i.population) AS population,
  (SELECT COUNT(*) FROM criterion AS c WHERE c.statement_id = s.id AND c.kind = 'single') AS criteria
FROM statement AS s
JOIN vocabulary_determination AS d ON d.id = s.determination_id
JOIN policy AS p ON p.id = s.policy_id
LEFT JOIN plan_determination AS w ON w.health_plan_id = p.plan_id AND w.determination_id = s.determination_id
LEFT JOIN statement_indication AS x ON x.statement_id = s.id
LEFT JOIN indication AS i ON i.id = x.indication_id
