-- Policies whose documents may say something of a study, a reference, a figure or a recommendation.
-- CROSS JOIN keeps SQLite from reading whole tables first.
WITH said (record_id) AS (
  SELECT l.record_id
  FROM result AS r
  JOIN figure AS f ON f.result_id = r.id
  JOIN prose_link AS l ON l.figure_id = f.id
  WHERE r.study_id = CAST(:study AS TEXT)
  UNION
  SELECT l.record_id FROM prose_link AS l WHERE l.figure_id = CAST(:figure AS TEXT)
  UNION
  SELECT l.record_id FROM prose_link AS l WHERE l.reference_id = CAST(:reference AS TEXT)
),

told (study_id) AS (
  SELECT CAST(:study AS TEXT)
  UNION
  SELECT x.systematic_review_id FROM included_study AS x WHERE x.study_id = CAST(:study AS TEXT)
  UNION
  SELECT p.study_id FROM study_report AS p WHERE p.reference_id = CAST(:reference AS TEXT)
  UNION
  SELECT s.id FROM said AS w CROSS JOIN study AS s WHERE s.record_id = w.record_id
),

reported (recommendation_id) AS (
  SELECT CAST(:recommendation AS TEXT)
  UNION
  SELECT c.id
  FROM guideline AS g
  JOIN recommendation AS c ON c.guideline_id = g.id
  WHERE g.reference_id = CAST(:reference AS TEXT)
  UNION
  SELECT c.id
  FROM said AS w
  CROSS JOIN guideline AS g
  CROSS JOIN recommendation AS c
  WHERE g.record_id = w.record_id AND c.guideline_id = g.id
)

SELECT i.policy_id AS policy
FROM told AS t
CROSS JOIN study_use AS u
CROSS JOIN indication AS i
WHERE u.study_id = t.study_id AND i.id = u.indication_id
UNION
SELECT i.policy_id FROM said AS w CROSS JOIN indication AS i WHERE i.record_id = w.record_id
UNION
SELECT p.id FROM said AS w CROSS JOIN policy AS p WHERE p.record_id = w.record_id
UNION
SELECT p.policy_id
FROM reported AS c
CROSS JOIN policy_recommendation AS p
WHERE p.recommendation_id = c.recommendation_id
UNION
SELECT k.policy_id FROM listed_reference AS k WHERE k.reference_id = CAST(:reference AS TEXT)
UNION
-- Findings may rest on a limitation of a study, or on a recommendation, that their text does not say.
SELECT i.policy_id
FROM appraisal AS a
JOIN appraisal_answer AS w ON w.appraisal_id = a.id
JOIN finding_basis AS b ON b.answer_id = w.id
JOIN finding AS f ON f.id = b.finding_id
JOIN indication AS i ON i.id = f.indication_id
WHERE a.study_id = CAST(:study AS TEXT)
UNION
SELECT i.policy_id
FROM result AS r
JOIN figure AS g ON g.result_id = r.id
JOIN finding_basis AS b ON b.figure_id = g.id
JOIN finding AS f ON f.id = b.finding_id
JOIN indication AS i ON i.id = f.indication_id
WHERE r.study_id = CAST(:study AS TEXT)
UNION
SELECT i.policy_id
FROM reported AS c
JOIN finding_basis AS b ON b.recommendation_id = c.recommendation_id
JOIN finding AS f ON f.id = b.finding_id
JOIN indication AS i ON i.id = f.indication_id
ORDER BY 1
