-- One row per gene, protein or other thing that a test looks at.
-- Key: test, analyte
--
-- test: Key of the test
-- test_name: Name of the test
-- analyte: Gene symbol, or name of the analyte, as the laboratory prints it
-- detail: What of it; null when not stated
-- position (integer): Order within the test, from 1
SELECT
  a.test_id AS test,
  t.name AS test_name,
  a.text AS analyte,
  a.detail AS detail,
  t.analyte_kind AS analyte_kind,
  a.position AS position
FROM analyte AS a
JOIN test AS t ON t.id = a.test_id
