-- Limitations of design and conduct of a study.
SELECT DISTINCT
  CASE WHEN l.code IS NULL THEN l.domain ELSE l.domain || '/' || l.code END AS named,
  l.text AS text
FROM study_limitation AS l
WHERE l.study = :study AND l.table_name = 'conduct'
ORDER BY 1, 2
