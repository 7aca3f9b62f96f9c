-- Codes for limitations of relevance in the edition that an indication uses, else in that of a study.
SELECT i.domain, i.code, i.label
FROM instrument_item AS i
WHERE i.table_name = 'relevance' AND i.instrument_version_id = (
  SELECT a.instrument_version_id
  FROM appraisal AS a
  WHERE a.indication_id = :indication OR a.id = :study
  ORDER BY CASE WHEN a.indication_id = :indication THEN 0 ELSE 1 END, a.id
  LIMIT 1
)
ORDER BY i.position
