-- One row per study, or its results on one outcome, as judged by an instrument (RoB 2, ROBINS-I, QUADAS-2, AMSTAR 2, one of a plan): its risk of bias or quality.
-- Key: appraisal
--
-- appraisal: Key of the row in table judged_appraisal
-- edition: Edition of the instrument, for example rob-2-2019
-- instrument: The instrument, the same for all its editions: rob-2
-- instrument_name: How texts name the instrument, for example RoB 2
-- outcome: Outcome whose results are judged; null for the study as a whole
-- outcome_name: Name of that outcome; null for the study as a whole
-- judged_by: Systematic review whose judgement it is; null for one of ours
-- overall: Overall judgement, a key of the instrument; null where there is none
-- overall_label: The overall judgement in words; null where there is none
-- overall_place (integer): Its place among the judgements of the instrument from the best, from 1; null where there is none
-- domains (integer): How many domains were judged
-- score: Score as printed; null for instruments without one
-- note: Remark on the judgement, in our words; null for none
SELECT
  a.id AS appraisal,
  a.study_id AS study,
  s.label AS label,
  s.design_id AS design,
  a.instrument_version_id AS edition,
  v.instrument AS instrument,
  COALESCE(v.abbreviation, v.title) AS instrument_name,
  a.outcome_id AS outcome,
  o.name AS outcome_name,
  a.judged_by_id AS judged_by,
  j.key AS overall,
  j.label AS overall_label,
  j.position AS overall_place,
  (SELECT COUNT(*) FROM domain_judgement AS x WHERE x.judged_appraisal_id = a.id) AS domains,
  a.score AS score,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'judged_appraisal:' || a.id || ':note'), a.note) AS note,
  a.position AS position,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = a.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted
FROM judged_appraisal AS a
JOIN study AS s ON s.id = a.study_id
JOIN instrument_version AS v ON v.id = a.instrument_version_id
LEFT JOIN vocabulary_outcome AS o ON o.id = a.outcome_id
LEFT JOIN instrument_judgement AS j ON j.id = a.overall_id
