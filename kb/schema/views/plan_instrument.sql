-- One row per edition of an instrument that the reviews of a plan use unless they name another.
-- Key: plan, instrument
--
-- plan: Key of the plan
-- instrument: Key of the instrument and its edition
-- title: Title of the instrument
-- position (integer): Order, from 1
SELECT
  d.health_plan_id AS plan,
  d.instrument_version_id AS instrument,
  v.title AS title,
  d.position AS position
FROM default_instrument AS d
JOIN instrument_version AS v ON v.id = d.instrument_version_id
