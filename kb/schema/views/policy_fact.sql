-- One row per printed number that belongs to the background of a policy, not to a study.
-- Key: figure_id
--
-- fact: Key of the fact within its policy
-- fact_label: What the number is, in our words; null when not entered
-- fact_text: All numbers of the fact as one text, as printed, in AMA style
-- figure_id: Key of the figure
-- position (integer): Order of the number within its fact, from 1
-- is_main (boolean): 1 = the number that the fact is quoted by, 0 = another one
-- document: Document that states the number; null when none
-- source_start (integer): First character of the number in the document, from 0; null when none
-- source_printed: The characters of the number there, as printed; null when none
SELECT
  a.policy_id AS policy,
  a.key AS fact,
  a.label AS fact_label,
  a.reported_text AS fact_text,
  f.id AS figure_id,
  f.position AS position,
  f.statistic AS statistic,
  f.value AS value,
  f.value_text AS value_text,
  f.reported_text AS reported_text,
  f.sign AS sign,
  f.unit AS unit,
  f.absent_reason AS absent_reason,
  CASE WHEN f.is_main THEN 1 ELSE 0 END AS is_main,
  a.flag AS flag,
  s.document_id AS document,
  s.start AS source_start,
  s.printed AS source_printed
FROM fact AS a
JOIN figure AS f ON f.fact_id = a.id
LEFT JOIN figure_source AS s ON s.figure_id = f.id AND s.position = 1
WHERE a.policy_id IS NOT NULL
