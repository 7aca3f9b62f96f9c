-- Figures in a unit of concentration, and those of survival and follow-up that are in no unit of time.
SELECT
  o.id AS outcome,
  o.name AS name,
  o.domain AS domain,
  r.study_id AS study,
  s.record_id AS record,
  f.id AS figure,
  f.reported_text AS text,
  f.value AS value,
  f.unit AS unit
FROM figure AS f
JOIN result AS r ON r.id = f.result_id
JOIN study_outcome AS x ON x.id = r.study_outcome_id
JOIN vocabulary_outcome AS o ON o.id = x.outcome_id
JOIN study AS s ON s.id = r.study_id
WHERE f.unit NOT IN (
    '%', 'minutes', 'hours', 'days', 'weeks', 'months', 'years', 'person-years', 'patient-years',
    'person-months', 'person-days', 'percentage points', 'standard deviations', 'QALYs', 'life-years'
  )
  AND f.value IS NOT NULL
  AND f.statistic NOT IN ('p-value', 'count', 'total', 'percent')
  AND (
    f.unit LIKE '%g/%L' OR f.unit LIKE '%mol/L' OR f.unit LIKE 'IU/%L'
    OR (o.domain IN ('survival', 'follow-up') AND f.unit NOT LIKE 'per %')
  )
ORDER BY o.id, r.study_id, f.id
