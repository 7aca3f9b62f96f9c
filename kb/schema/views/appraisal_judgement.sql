-- One row per domain of an instrument that the risk of bias or quality of a study, or of its results on one outcome, was judged on.
-- Key: appraisal, domain
--
-- appraisal: Key of the appraisal, as in study_appraisal
-- edition: Edition of the instrument, for example rob-2-2019
-- outcome: Outcome whose results are judged; null for the study as a whole
-- judged_by: Systematic review whose judgement it is; null for one of ours
-- domain: Domain, a key of the instrument, for example randomization
-- domain_label: What is judged, in our wording
-- heading: What the instrument lists the domain under; null for none
-- critical (boolean): 1 = the overall judgement hangs on this domain, 0 = not
-- judgement: Judgement, a key of the instrument, for example some-concerns
-- judgement_label: The judgement in words
-- judgement_place (integer): Its place among the judgements of the instrument from the best, from 1
-- note: Why, in our words; null when not told
-- position (integer): Order of the domain in the instrument, from 1
SELECT
  a.id AS appraisal,
  a.study_id AS study,
  a.instrument_version_id AS edition,
  a.outcome_id AS outcome,
  a.judged_by_id AS judged_by,
  d.key AS domain,
  d.label AS domain_label,
  d.heading AS heading,
  CASE WHEN d.critical THEN 1 ELSE 0 END AS critical,
  j.key AS judgement,
  j.label AS judgement_label,
  j.position AS judgement_place,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'domain_judgement:' || x.id || ':note'), x.note) AS note,
  d.position AS position,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = a.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted
FROM judged_appraisal AS a
JOIN domain_judgement AS x ON x.judged_appraisal_id = a.id
JOIN instrument_domain AS d ON d.id = x.domain_id
JOIN instrument_judgement AS j ON j.id = x.judgement_id
