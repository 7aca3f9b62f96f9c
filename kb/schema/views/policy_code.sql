-- One row per code of a policy and coverage statement that it belongs to; a code of no statement has one row.
-- Key: policy, system, code, statement
--
-- system: Code system: CPT, HCPCS, ICD-10-CM, FDA product code ...
-- code: The code, or none where the system has no code for it
-- description: What it names, in our short wording; null for none
-- use (codes code_use): What it is for here; null for none
-- statement: Key of the statement that applies to it; null when no statement names it
-- determination (codes determination): What that statement decides; null without a statement
-- valid_from (date): First day on which it may be billed; null when not told
-- valid_to (date): Last day on which it may be billed; null when not told, or while in force
-- position (integer): Order of the codes in the policy, from 1
SELECT
  c.policy_id AS policy,
  s.key AS statement,
  c.system AS system,
  c.code AS code,
  c.description AS description,
  c.use AS use,
  s.determination AS determination,
  c.valid_from AS valid_from,
  c.valid_to AS valid_to,
  c.position AS position
FROM listed_code AS c
LEFT JOIN statement_code AS x ON x.policy_code_id = c.id
LEFT JOIN statement AS s ON s.id = x.statement_id
