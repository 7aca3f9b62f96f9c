-- One row per contact of a health plan.
-- Key: plan, position
--
-- plan: Key of the plan
-- purpose: What for, for example prior authorization
-- position (integer): Order, from 1
-- name: Person or office; null when not told
-- phone: Telephone number as printed; null when there is none
-- fax: Fax number as printed; null when there is none
-- email: Mail address; null when there is none
-- website: Web address; null when there is none
-- address: Postal address, a line each; null when there is none
SELECT
  c.health_plan_id AS plan,
  c.position AS position,
  c.purpose AS purpose,
  c.name AS name,
  c.phone AS phone,
  c.fax AS fax,
  c.email AS email,
  c.website AS website,
  c.address AS address
FROM contact AS c
