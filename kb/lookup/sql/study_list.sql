-- Studies that fit every given filter (null = no filter), with the texts that words are looked for in.
WITH RECURSIVE
received (wanted, id) AS (
  SELECT 'intervention', CAST(:intervention AS TEXT)
  UNION ALL
  SELECT 'comparator', CAST(:comparator AS TEXT)
  UNION
  SELECT r.wanted, i.id FROM vocabulary_intervention AS i JOIN received AS r ON i.broader_id = r.id
)
SELECT
  s.study AS study,
  s.label AS label,
  CASE WHEN s.notice_role = 'primary' THEN s.notice ELSE s.notice || ' (' || s.notice_role || ')' END AS notice,
  s.design_name AS design,
  s.year AS year,
  s.size AS size,
  s.pmid AS pmid,
  s.sponsor AS sponsor,
  s.funding AS funding,
  s.known_through AS known_through,
  s.label || ' ' || s.design_name || ' ' || COALESCE(e.text, '') || ' ' || COALESCE(r.citation_text, '') AS searched
FROM study_overview AS s
LEFT JOIN reference AS r ON r.id = s.reference
LEFT JOIN search_entry AS e ON e.id = 'study:' || s.study
WHERE (CAST(:policy AS TEXT) IS NULL OR EXISTS (
    SELECT 1 FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
    WHERE u.study_id = s.study AND i.policy_id = CAST(:policy AS TEXT)))
  AND (CAST(:indication AS TEXT) IS NULL OR EXISTS (
    SELECT 1 FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
    WHERE u.study_id = s.study AND i.key = CAST(:indication AS TEXT)
      AND (CAST(:policy AS TEXT) IS NULL OR i.policy_id = CAST(:policy AS TEXT))))
  AND (CAST(:design AS TEXT) IS NULL OR s.design = CAST(:design AS TEXT) OR s.design_group = CAST(:design AS TEXT))
  AND (CAST(:intervention AS TEXT) IS NULL OR EXISTS (
    SELECT 1 FROM arm AS a JOIN received_intervention AS x ON x.arm_id = a.id
    WHERE a.study_id = s.study AND x.intervention_id IN (SELECT id FROM received WHERE wanted = 'intervention')))
  AND (CAST(:comparator AS TEXT) IS NULL OR EXISTS (
    SELECT 1 FROM contrast AS c JOIN received_intervention AS x ON x.arm_id = c.reference_arm_id
    WHERE c.study_id = s.study AND x.intervention_id IN (SELECT id FROM received WHERE wanted = 'comparator')))
  AND (CAST(:outcome AS TEXT) IS NULL OR EXISTS (
    SELECT 1 FROM result AS f JOIN study_outcome AS o ON o.id = f.study_outcome_id
    LEFT JOIN timepoint AS t ON t.id = f.timepoint_id
    WHERE f.study_id = s.study AND o.outcome_id IN (SELECT w.outcome FROM outcome_ancestor AS w WHERE w.ancestor = CAST(:outcome AS TEXT))
      AND (CAST(:months AS DOUBLE PRECISION) IS NULL OR ABS(t.months - CAST(:months AS DOUBLE PRECISION)) < 0.01)
      AND (CAST(:time AS TEXT) IS NULL OR t.key = CAST(:time AS TEXT))))
  AND (CAST(:months AS DOUBLE PRECISION) IS NULL OR EXISTS (
    SELECT 1 FROM result AS f JOIN timepoint AS t ON t.id = f.timepoint_id
    WHERE f.study_id = s.study AND ABS(t.months - CAST(:months AS DOUBLE PRECISION)) < 0.01))
  AND (CAST(:time AS TEXT) IS NULL OR EXISTS (
    SELECT 1 FROM timepoint AS t WHERE t.study_id = s.study AND t.key = CAST(:time AS TEXT)))
  AND (CAST(:min_size AS INTEGER) IS NULL OR s.size >= CAST(:min_size AS INTEGER))
  AND (CAST(:max_size AS INTEGER) IS NULL OR s.size <= CAST(:max_size AS INTEGER))
  AND (CAST(:since AS INTEGER) IS NULL OR s.year >= CAST(:since AS INTEGER))
  AND (CAST(:until AS INTEGER) IS NULL OR s.year <= CAST(:until AS INTEGER))
  AND (CAST(:limitation AS TEXT) IS NULL OR EXISTS (
    SELECT 1 FROM study_limitation AS l
    WHERE l.study = s.study AND CAST(:limitation AS TEXT) IN (
      l.domain, l.table_name, l.table_name || '/' || l.domain,
      l.domain || '/' || l.code, l.table_name || '/' || l.domain || '/' || l.code)))
  AND (CAST(:sponsor AS TEXT) IS NULL OR s.funding = CAST(:sponsor AS TEXT)
    OR (CAST(:sponsor AS TEXT) = 'industry' AND s.funding = 'mixed')
    OR REPLACE(LOWER(s.sponsor), CAST(:sponsor AS TEXT), '') <> LOWER(s.sponsor))
  AND (CAST(:retracted AS INTEGER) = 0 OR s.retracted = 1)
  AND (CAST(:known_through AS INTEGER) = 0 OR s.known_through IS NOT NULL)
  AND (CAST(:not_appraised AS INTEGER) = 0 OR s.appraised = 0)
ORDER BY s.year, s.study
