-- Codes of conduct of the studies that share a report or a registration number with another.
SELECT
  a.study_id AS study,
  s.record_id AS record,
  a.instrument_version_id AS edition,
  w.domain AS domain,
  m.code AS code
FROM appraisal AS a
JOIN study AS s ON s.id = a.study_id
JOIN appraisal_answer AS w ON w.appraisal_id = a.id AND w.table_name = 'conduct' AND w.kind = 'limitation'
JOIN instrument_item AS m ON m.id = w.item_id
WHERE a.indication_id IS NULL AND a.study_id IN (
  SELECT x.study_id
  FROM study_report AS x
  JOIN study_report AS y ON y.reference_id = x.reference_id AND y.study_id <> x.study_id
  UNION
  SELECT x.study_id
  FROM registration AS x
  JOIN registration AS y ON y.number = x.number AND y.study_id <> x.study_id
)
ORDER BY a.study_id, w.domain, m.code
