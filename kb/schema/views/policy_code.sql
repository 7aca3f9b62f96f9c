-- One row per code of a policy and coverage statement that it belongs to; a code of no statement has one row.
-- Key: policy, system, code, statement
--
-- system: Code system: CPT, HCPCS, ICD-10-CM, FDA product code ...
-- code: The code or range as printed, or none where the system has no code for it
-- first_code: The code, or the first one of a range; null for none
-- last_code: The code, or the last one of a range; null for none
-- description: What it names, in our short wording or the plan's; null for none
-- use (codes code_use): What it is for here; null for none
-- statement: Key of the statement that applies to it; null when no statement names it
-- determination: Key of what that statement decides (see determination); null without a statement
-- status (codes code_status): Its status in the code system; null when not told
-- valid_from (date): First day on which the statement applies to it, or else on which it may be billed; null when not told
-- valid_to (date): Last day of that; null when not told, or while in force
-- note: What the statement adds about it; null for nothing
-- position (integer): Order of the codes in the policy, from 1
SELECT
  c.policy_id AS policy,
  s.key AS statement,
  c.system AS system,
  c.code AS code,
  c.first_code AS first_code,
  c.last_code AS last_code,
  c.description AS description,
  c.use AS use,
  s.determination_id AS determination,
  c.status AS status,
  COALESCE(x.valid_from, c.valid_from) AS valid_from,
  COALESCE(x.valid_to, c.valid_to) AS valid_to,
  x.note AS note,
  c.position AS position
FROM listed_code AS c
LEFT JOIN statement_code AS x ON x.policy_code_id = c.id
LEFT JOIN statement AS s ON s.id = x.statement_id
