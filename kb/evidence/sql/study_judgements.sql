-- How instruments judge the wanted studies, one row for each domain, in order; an appraisal may have no domain.
SELECT
  a.study_id AS study,
  a.id AS appraisal,
  a.instrument_version_id AS edition,
  COALESCE(v.abbreviation, v.title) AS instrument_name,
  o.name AS outcome_name,
  r.label AS judged_by_label,
  w.label AS overall_label,
  a.score AS score,
  a.note AS remark,
  d.label AS domain_label,
  d.heading AS heading,
  d.critical AS critical,
  j.label AS judgement_label,
  j.position AS judgement_place,
  x.note AS note
FROM judged_appraisal AS a
JOIN instrument_version AS v ON v.id = a.instrument_version_id
LEFT JOIN vocabulary_outcome AS o ON o.id = a.outcome_id
LEFT JOIN study AS r ON r.id = a.judged_by_id
LEFT JOIN instrument_judgement AS w ON w.id = a.overall_id
LEFT JOIN domain_judgement AS x ON x.judged_appraisal_id = a.id
LEFT JOIN instrument_domain AS d ON d.id = x.domain_id
LEFT JOIN instrument_judgement AS j ON j.id = x.judgement_id
WHERE a.study_id IN (
  SELECT s.id FROM study AS s WHERE s.id >= :first AND s.id <= :last
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id >= :first_policy AND i.policy_id <= :last_policy
)
ORDER BY a.study_id, a.position, d.position
