-- One row per limit that parts the results of a test. The limit that a study used stands in accuracy_result.
-- Key: test, position
--
-- test: Key of the test
-- test_name: Name of the test
-- threshold: The limit as printed
-- result: What a result beyond it is called; null when not stated
-- position (integer): Order within the test, from 1
SELECT
  c.test_id AS test,
  t.name AS test_name,
  c.text AS threshold,
  c.result AS result,
  c.position AS position
FROM cutoff AS c
JOIN test AS t ON t.id = c.test_id
