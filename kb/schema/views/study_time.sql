-- One row per time at which a study reports results.
-- Key: study, timepoint
--
-- kind (codes time_kind): How the time is meant
-- months_low (real): Earliest it can be, in months: since birth for an age, else since the start; null when open, for an event and for several times
-- months_high (real): Latest it can be, in months: since birth for an age, else since the start; null when open, for an event and for several times
-- event: What happened then, for example discharge, or what a length is counted from, for example after surgery; null where neither is said
-- written: The time as records write it, for example 8-10.5 mo; null when none is stated
-- results (integer): How many results are of this time
SELECT
  t.study_id AS study,
  t.key AS timepoint,
  t.kind AS kind,
  t.text AS timepoint_text,
  t.months AS timepoint_months,
  t.months_low AS months_low,
  t.months_high AS months_high,
  t.event AS event,
  t.label AS written,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = t.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted,
  COUNT(r.id) AS results
FROM timepoint AS t
LEFT JOIN result AS r ON r.timepoint_id = t.id
GROUP BY t.id, t.study_id, t.key, t.kind, t.text, t.months, t.months_low, t.months_high, t.event, t.label
