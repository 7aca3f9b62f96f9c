-- Judgements of domains beside the overall judgement of the same appraisal, with the places of both among the
-- judgements of the instrument from the best. Domains under a later heading, such as concerns about
-- applicability, are left out: the overall judgement is of the first.
SELECT
  s.record_id AS record,
  a.id AS appraisal,
  a.study_id AS study,
  v.id AS edition,
  v.instrument AS instrument,
  COALESCE(v.abbreviation, v.title) AS instrument_name,
  a.judged_by_id AS judged_by,
  o.key AS overall,
  o.label AS overall_label,
  o.position AS overall_place,
  o.use AS overall_use,
  d.key AS domain,
  d.label AS domain_label,
  CASE WHEN d.critical THEN 1 ELSE 0 END AS critical,
  j.key AS judgement,
  j.label AS judgement_label,
  j.position AS judgement_place
FROM judged_appraisal AS a
JOIN study AS s ON s.id = a.study_id
JOIN instrument_version AS v ON v.id = a.instrument_version_id
JOIN instrument_judgement AS o ON o.id = a.overall_id
JOIN domain_judgement AS x ON x.judged_appraisal_id = a.id
JOIN instrument_domain AS d ON d.id = x.domain_id
JOIN instrument_judgement AS j ON j.id = x.judgement_id
WHERE COALESCE(d.heading, '') = COALESCE(
  (SELECT f.heading FROM instrument_domain AS f WHERE f.instrument_version_id = v.id AND f.position = 1), ''
)
ORDER BY s.record_id, a.position, d.position
