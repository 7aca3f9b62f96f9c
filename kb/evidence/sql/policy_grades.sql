-- Grades of the recommendations that policies in a range report, in the order of the recommendation.
SELECT DISTINCT
  p.policy_id AS policy,
  p.recommendation_id AS recommendation,
  x.position AS position,
  g.grading AS grading,
  g.name AS name,
  g.rank AS rank,
  g.printed AS printed,
  g.meaning AS meaning
FROM policy_recommendation AS p
JOIN given_grade AS x ON x.recommendation_id = p.recommendation_id
JOIN grade AS g ON g.grading = x.grading_id AND g.grade = x.grade
WHERE p.policy_id >= :first AND p.policy_id <= :last
ORDER BY 1, 2, 3
