-- One row per sign-off of a conclusion. It holds for exactly what the conclusion rested on at that moment.
-- Key: policy, indication, signed_at, who
--
-- signed_at: When, UTC, ISO 8601
-- who: Who signed
-- verdict (codes verdict): The verdict signed; null where findings without one were signed
-- because: Why the conclusion is so, in their words; null when not said
-- review_opened (date): When the yearly review was opened in which it was signed; null outside one
SELECT
  i.policy_id AS policy,
  i.key AS indication,
  a.approved_at AS signed_at,
  a.who AS who,
  a.verdict AS verdict,
  a.because AS because,
  y.opened AS review_opened
FROM approval AS a
JOIN indication AS i ON i.id = a.indication_id
LEFT JOIN review_cycle AS y ON y.id = a.review_cycle_id
