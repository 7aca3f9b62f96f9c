-- One row per grade of a guideline's recommendation; a recommendation that several systems grade has several.
-- Key: guideline, recommendation, grading
--
-- guideline: Key of the guideline
-- recommendation: Key of the recommendation within its guideline
-- position (integer): Order of the grades of a recommendation, from 1
-- grading: Key of the grading system
-- grading_name: Name of the grading system
-- graded (codes grading_kind): What is graded
-- grade: The grade, for example 2A
-- rank (integer): Place among the grades of the system, 1 for the strongest
-- printed: The grade as a text says it: category 2A
-- meaning: What it means, in our words
SELECT
  r.guideline_id AS guideline,
  r.key AS recommendation,
  x.position AS position,
  g.grading AS grading,
  g.name AS grading_name,
  g.graded AS graded,
  g.grade AS grade,
  g.rank AS rank,
  g.printed AS printed,
  g.meaning AS meaning
FROM given_grade AS x
JOIN recommendation AS r ON r.id = x.recommendation_id
JOIN grade AS g ON g.grading = x.grading_id AND g.grade = x.grade
