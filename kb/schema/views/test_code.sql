-- One row per code that a test is billed by. What a plan decides on a code stands in policy_code.
-- Key: test, system, code
--
-- test: Key of the test
-- test_name: Name of the test
-- system: Code system: CPT, PLA, HCPCS
-- code: The code, for example 0060U
-- description: What it names; null when not told
-- valid_from (date): First day on which the code may be billed; null when not told
-- valid_to (date): Last day on which the code may be billed; null when not told, or in force
-- position (integer): Order within the test, from 1
SELECT
  c.test_id AS test,
  t.name AS test_name,
  c.system AS system,
  c.code AS code,
  c.description AS description,
  c.valid_from AS valid_from,
  c.valid_to AS valid_to,
  c.position AS position
FROM assigned_code AS c
JOIN test AS t ON t.id = c.test_id
