-- One row per study.
-- Key: study
--
-- enrolled (integer): Participants of the whole study as reported; null when not reported
-- reference: Primary report; null when none is entered
-- journal: Journal of the primary report, as abbreviated in the source
-- sponsor: Who sponsored or paid for the study, as stated; null when not stated
-- funding (codes funding): Where its money came from; null when not stated
-- known_through: Review through which alone the study is known; null when it was read itself
-- population: Who took part, in our words; a noun phrase without numbers; null when not entered
-- arms (integer): Number of arms
-- contrasts (integer): Number of contrasts
-- results (integer): Number of results
-- limitations (integer): Number of limitations of its conduct
-- uses (integer): Number of indications that use it, over all policies
SELECT
  s.id AS study,
  s.label AS label,
  s.design_id AS design,
  d.name AS design_name,
  d.design_group AS design_group,
  CAST(SUBSTR(p.issued, 1, 4) AS INTEGER) AS year,
  (
    SELECT CAST(f.value AS INTEGER)
    FROM result AS r
    JOIN study_outcome AS o ON o.id = r.study_outcome_id
    JOIN population_set AS w ON w.id = r.population_set_id
    JOIN figure AS f ON f.result_id = r.id
    WHERE r.study_id = s.id AND r.scope = 'study' AND o.outcome_id = 'participants'
      AND w.kind = 'whole' AND f.statistic = 'count'
    ORDER BY r.entry, r.step, f.position, f.id
    LIMIT 1
  ) AS enrolled,
  -- No MIN here: it makes SQLite read the identifiers of all references in their order.
  (
    SELECT x.value FROM reference_identifier AS x
    WHERE x.reference_id = p.id AND x.scheme = 'pmid'
    ORDER BY LENGTH(x.value), x.value LIMIT 1
  ) AS pmid,
  (
    SELECT x.value FROM reference_identifier AS x
    WHERE x.reference_id = p.id AND x.scheme = 'doi'
    ORDER BY LENGTH(x.value), x.value LIMIT 1
  ) AS doi,
  p.id AS reference,
  p.container_title AS journal,
  s.data_direction AS data_direction,
  s.population AS population,
  s.setting AS setting,
  s.sponsor AS sponsor,
  s.funding AS funding,
  s.known_through_id AS known_through,
  s.conclusion AS conclusion,
  (SELECT COUNT(*) FROM arm AS a WHERE a.study_id = s.id) AS arms,
  (SELECT COUNT(*) FROM contrast AS c WHERE c.study_id = s.id) AS contrasts,
  (SELECT COUNT(*) FROM result AS r WHERE r.study_id = s.id) AS results,
  (
    SELECT COUNT(*)
    FROM appraisal AS a
    JOIN appraisal_answer AS w ON w.appraisal_id = a.id
    WHERE a.study_id = s.id AND a.indication_id IS NULL AND w.kind = 'limitation'
  ) AS limitations,
  (SELECT COUNT(*) FROM study_use AS u WHERE u.study_id = s.id) AS uses
FROM study AS s
JOIN design AS d ON d.id = s.design_id
LEFT JOIN reference AS p ON p.id = (
  SELECT r.reference_id
  FROM study_report AS r
  WHERE r.study_id = s.id AND r.role = 'primary'
  ORDER BY r.position, r.reference_id
  LIMIT 1
)
