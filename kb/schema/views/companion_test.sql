-- One row per pair of a test and a treatment that it selects patients for.
-- Key: test, position
--
-- test: Key of the test
-- test_name: Name of the test
-- treatment: Key of the drug, or other treatment, that it selects for
-- treatment_name: Name of that treatment
-- condition: Key of the condition that is treated; null when any
-- condition_name: Name of that condition; null when any
-- result: Result that selects, for example EGFR exon 19 deletion; null when not stated
-- date: When it was approved, as precisely as known; null when not told
-- reference: Key of the reference that states the pair; null when there is none
-- position (integer): Order within the test, from 1
SELECT
  u.test_id AS test,
  t.name AS test_name,
  u.treatment_id AS treatment,
  i.name AS treatment_name,
  u.condition_id AS condition,
  c.name AS condition_name,
  u.result AS result,
  u.approval AS approval,
  u.date AS date,
  u.recommendation AS recommendation,
  u.reference_id AS reference,
  u.position AS position
FROM companion_use AS u
JOIN test AS t ON t.id = u.test_id
JOIN vocabulary_intervention AS i ON i.id = u.treatment_id
LEFT JOIN vocabulary_condition AS c ON c.id = u.condition_id
