-- Every number in a trial registry: of studies, and of the ongoing trials that policies list.
SELECT
  r.id AS place,
  r.record_id AS record,
  r.registry_name AS registry,
  r.number AS number,
  r.study_id AS study
FROM registration AS r
UNION ALL
SELECT t.id, t.record_id, t.registry_name, t.number, NULL
FROM listed_trial AS t
ORDER BY 2, 1
