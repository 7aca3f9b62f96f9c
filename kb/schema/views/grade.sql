-- One row per grade of a grading system of guidelines, with what it means.
-- Key: grading, grade
--
-- grading: Key of the grading system, for example nccn-categories
-- name: Name of the grading system
-- organization: Whose system it is; null when not told
-- graded (codes grading_kind): What is graded
-- grade: The grade, for example 2A
-- rank (integer): Place among the grades of the system, 1 for the strongest
-- printed: The grade as a text says it: category 2A
-- meaning: What it means, in our words
-- reference: Key of the reference that describes the system; null when none is entered
SELECT
  s.id AS grading,
  s.name AS name,
  s.organization AS organization,
  s.kind AS graded,
  g.grade AS grade,
  g.position AS rank,
  COALESCE(s.word || ' ', '') || g.grade || COALESCE(' ' || s.word_after, '') AS printed,
  g.meaning AS meaning,
  s.reference_id AS reference
FROM grading AS s
JOIN grade_meaning AS g ON g.grading_id = s.id
