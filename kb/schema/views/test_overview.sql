-- One row per diagnostic, screening or prognostic test, in one version.
-- Key: test
--
-- test: Key of the test
-- name: Name, reads within a sentence
-- intervention: Key of the intervention that the test is a form of; null when none is told
-- replaces: Key of the test that this one is a later version of; null for none
-- reference: Key of the reference that describes the test; null when there is none
-- abbreviation: Abbreviation; null when there is none
-- version: Version as printed; null when not stated
-- method: How it works, in our words; null when not entered
-- status: Regulatory status as stated; null when not stated
-- note: Remark of ours; null when there is none
-- laboratory: Laboratory that runs it, or manufacturer; null when not stated
-- purpose (codes test_purpose): What it is for in the first place; null when not stated
-- specimen: What is examined; null when not stated
-- analyte_kind (codes analyte_kind): What sort of things its analytes are; null when not stated
-- panel_size (integer): How many analytes the laboratory says it looks at; null when not stated
-- analytes (integer): How many analytes the record lists; test_analyte has them
-- codes (integer): How many codes it is billed by; test_code has them
-- studies (integer): How many studies have an arm with this test
SELECT
  t.id AS test,
  t.name AS name,
  t.abbreviation AS abbreviation,
  t.intervention_id AS intervention,
  t.laboratory AS laboratory,
  t.version AS version,
  t.replaces_id AS replaces,
  t.purpose AS purpose,
  t.specimen AS specimen,
  t.method AS method,
  t.status AS status,
  t.analyte_kind AS analyte_kind,
  t.panel_size AS panel_size,
  (SELECT COUNT(*) FROM analyte AS x WHERE x.test_id = t.id) AS analytes,
  (SELECT COUNT(*) FROM assigned_code AS x WHERE x.test_id = t.id) AS codes,
  (SELECT COUNT(DISTINCT x.study_id) FROM arm AS x WHERE x.test_id = t.id) AS studies,
  t.reference_id AS reference,
  t.note AS note
FROM test AS t
