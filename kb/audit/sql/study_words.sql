-- How the arms and outcomes of studies read from a document, and of one more study (null: none), are called: names, abbreviations, and the arms of contrasts.
WITH here AS (
  SELECT r.study_id AS study FROM figure_source AS s
  JOIN figure AS f ON f.id = s.figure_id
  JOIN result AS r ON r.id = f.result_id
  WHERE s.document_id = :document
  UNION
  SELECT t.id FROM study AS t WHERE t.document_id = :document OR t.id = :study
)
SELECT a.study_id AS study, 'arm' AS kind, a.id AS key, a.label AS name, NULL AS short, a.position AS position, 0 AS rank
FROM here AS h JOIN arm AS a ON a.study_id = h.study
UNION ALL
SELECT a.study_id, 'arm', a.id, v.name, v.abbreviation, a.position, 1
FROM here AS h
JOIN arm AS a ON a.study_id = h.study
JOIN received_intervention AS x ON x.arm_id = a.id
JOIN vocabulary_intervention AS v ON v.id = x.intervention_id
UNION ALL
SELECT o.study_id, 'outcome', o.outcome_id, COALESCE(v.name, o.outcome_id), v.abbreviation, o.position, 0
FROM here AS h
JOIN study_outcome AS o ON o.study_id = h.study
LEFT JOIN vocabulary_outcome AS v ON v.id = o.outcome_id
WHERE v.role IS NULL OR v.role <> 'flow'
UNION ALL
SELECT c.study_id, 'index', c.id, c.index_arm_id, NULL, c.position, 0
FROM here AS h JOIN contrast AS c ON c.study_id = h.study
WHERE c.index_arm_id IS NOT NULL
UNION ALL
SELECT c.study_id, 'reference', c.id, c.reference_arm_id, NULL, c.position, 0
FROM here AS h JOIN contrast AS c ON c.study_id = h.study
WHERE c.reference_arm_id IS NOT NULL
ORDER BY 1, 2, 6, 3, 7, 4
