-- Studies that a study or reference is all of: itself, those it reports, and those known only through these.
-- A study may come twice; the order is that of nearness.
WITH RECURSIVE touched (study, role, through, depth) AS (
  SELECT s.id, CAST(NULL AS TEXT), CAST(NULL AS TEXT), 0 FROM study AS s WHERE s.id = CAST(:study AS TEXT)
  UNION
  SELECT p.study_id, p.role, CAST(NULL AS TEXT), 1 FROM study_report AS p WHERE p.reference_id = CAST(:reference AS TEXT)
  UNION
  SELECT s.id, CAST(NULL AS TEXT), t.study, t.depth + 2
  FROM touched AS t
  JOIN study AS s ON s.known_through_id = t.study
  -- Two studies may name each other by mistake.
  WHERE t.depth < 10
)
SELECT t.study AS study, s.label AS label, t.role AS role, t.through AS through, s.record_id AS record
FROM touched AS t
JOIN study AS s ON s.id = t.study
ORDER BY t.depth, t.study, t.role
