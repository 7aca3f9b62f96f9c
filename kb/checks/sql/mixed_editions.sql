-- Studies that are appraised by several editions of one instrument, with each edition.
SELECT DISTINCT
  a.study_id AS study,
  s.record_id AS record,
  v.instrument AS instrument,
  v.edition AS edition
FROM appraisal AS a
JOIN study AS s ON s.id = a.study_id
JOIN instrument_version AS v ON v.id = a.instrument_version_id
WHERE EXISTS (
  SELECT 1 FROM appraisal AS b
  JOIN instrument_version AS w ON w.id = b.instrument_version_id
  WHERE b.study_id = a.study_id AND w.instrument = v.instrument AND w.id <> v.id
)
ORDER BY 1, 3, 4
