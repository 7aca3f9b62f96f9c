-- One row per edition of an instrument that the reviews of a plan use unless they name another.
-- Key: plan, edition
--
-- plan: Key of the plan
-- edition: Edition of the instrument, for example rob-2-2019
-- title: Title of the instrument
-- position (integer): Order, from 1
SELECT
  d.health_plan_id AS plan,
  d.instrument_version_id AS edition,
  v.title AS title,
  d.position AS position
FROM default_instrument AS d
JOIN instrument_version AS v ON v.id = d.instrument_version_id
