-- One row per study.
-- Key: study
--
-- enrolled (integer): Size of the whole study as it prints it; null when it prints none; size_sign says whether it is a bound
-- size (integer): Size of the study: as printed, else its arms together, else its largest set; null when none of them is printed
-- size_from (codes size_source): Where the size is from; null without one
-- size_sign (codes sign): How size bounds the number of those who took part; null without a size
-- size_counted: What the size counts, for example samples; null for participants
-- participants (integer): The size where it counts people, for sums; null for samples and the like
-- acronym: Short name of the trial or study; null when it has none
-- conducted: From when to when it was conducted, as written; null when not stated
-- conducted_from: Start of that, a year or a month (2014, 2014-03); null when not stated
-- conducted_to: End of that; null when not stated or still under way
-- ongoing (boolean): 1 = still under way when it was reported, 0 = not, or not stated
-- stopped_early (codes stop_reason): Why it was stopped early; null when it was not, or not said to be
-- extension_of: Study that it continues with the same participants; null when none
-- registrations (integer): Number of entries in trial registries
-- appraised (boolean): 1 = limitations of design and conduct were looked for, also where none was found; 0 = not
-- judged (boolean): 1 = an instrument such as RoB 2 judges the study or its results, as study_appraisal tells; 0 = none does
-- reference: Primary report; null when none is entered
-- journal: Journal of the primary report, as abbreviated in the source; null when there is none
-- sponsor: Who sponsored or paid for the study, as stated; null when not stated
-- funding (codes funding): Where its money came from; null when not stated
-- known_through: Systematic review through which alone the study is known; null when it was read itself
-- document: Document that its figures were read from; null when its reports
-- population: Who took part, in our words; a noun phrase without numbers; null when not entered
-- arms (integer): Number of arms
-- contrasts (integer): Number of contrasts
-- results (integer): Number of results
-- limitations (integer): Number of limitations of its conduct; 0 says nothing where it was not appraised
-- uses (integer): Number of indications that use it, over all policies
SELECT
  s.id AS study,
  s.label AS label,
  s.design_id AS design,
  d.name AS design_name,
  d.design_group AS design_group,
  CAST(SUBSTR(p.issued, 1, 4) AS INTEGER) AS year,
  z.enrolled AS enrolled,
  z.size AS size,
  z.size_from AS size_from,
  z.size_sign AS size_sign,
  z.counted AS size_counted,
  CASE WHEN z.counts_people THEN z.size END AS participants,
  CASE WHEN EXISTS (SELECT 1 FROM appraisal AS a WHERE a.study_id = s.id AND a.indication_id IS NULL) THEN 1 ELSE 0 END
    AS appraised,
  CASE WHEN EXISTS (SELECT 1 FROM judged_appraisal AS a WHERE a.study_id = s.id) THEN 1 ELSE 0 END AS judged,
  CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = s.id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END AS retracted,
  (
    SELECT y.notice FROM study_notice AS y
    WHERE y.study = s.id
    ORDER BY CASE y.notice WHEN 'retraction' THEN 1 WHEN 'concern' THEN 2 ELSE 3 END, CASE y.role WHEN 'primary' THEN 1 ELSE 2 END, y.role
    LIMIT 1
  ) AS notice,
  (
    SELECT y.role FROM study_notice AS y
    WHERE y.study = s.id
    ORDER BY CASE y.notice WHEN 'retraction' THEN 1 WHEN 'concern' THEN 2 ELSE 3 END, CASE y.role WHEN 'primary' THEN 1 ELSE 2 END, y.role
    LIMIT 1
  ) AS notice_role,
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
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'study:' || s.id || ':population'), s.population) AS population,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'study:' || s.id || ':setting'), s.setting) AS setting,
  s.acronym AS acronym,
  s.sites AS sites,
  s.conducted AS conducted,
  s.conducted_from AS conducted_from,
  s.conducted_to AS conducted_to,
  CASE WHEN s.ongoing THEN 1 ELSE 0 END AS ongoing,
  s.allocation_ratio AS allocation_ratio,
  s.masking AS masking,
  s.stopped_because AS stopped_early,
  s.stopped_note AS stopped_note,
  s.extension_of_id AS extension_of,
  s.sponsor AS sponsor,
  s.funding AS funding,
  s.conflicts AS conflicts,
  s.known_through_id AS known_through,
  s.document_id AS document,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'study:' || s.id || ':conclusion'), s.conclusion) AS conclusion,
  (SELECT COUNT(*) FROM registration AS g WHERE g.study_id = s.id) AS registrations,
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
LEFT JOIN study_size AS z ON z.id = s.id
LEFT JOIN reference AS p ON p.id = (
  SELECT r.reference_id
  FROM study_report AS r
  WHERE r.study_id = s.id AND r.role = 'primary'
  ORDER BY r.position, r.reference_id
  LIMIT 1
)
