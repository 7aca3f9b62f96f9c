-- Authored texts that policies in a range print, of their own records and of the studies they use.
WITH used AS (
  SELECT DISTINCT i.policy_id AS policy, y.study_id AS study
  FROM indication AS i
  JOIN study_use AS y ON y.indication_id = i.id
  WHERE i.policy_id >= :first AND i.policy_id <= :last
)

SELECT
  p.id AS policy, 'policy:' || p.id || ':title' AS place, NULL AS indication, NULL AS study, p.title AS text
FROM policy AS p
WHERE p.id >= :first AND p.id <= :last
UNION ALL
SELECT s.policy_id, 'statement:' || s.id || ':text', NULL, NULL, s.text
FROM statement AS s
WHERE s.policy_id >= :first AND s.policy_id <= :last
UNION ALL
SELECT s.policy_id, 'criterion:' || c.id || ':text', NULL, NULL, c.text
FROM statement AS s
JOIN criterion AS c ON c.statement_id = s.id
WHERE s.policy_id >= :first AND s.policy_id <= :last
UNION ALL
SELECT c.policy_id, 'listed_code:' || c.id || ':description', NULL, NULL, c.description
FROM listed_code AS c
WHERE c.policy_id >= :first AND c.policy_id <= :last
UNION ALL
SELECT t.policy_id, 'section_text:' || t.id || ':text', t.indication_id, NULL, t.text
FROM section_text AS t
WHERE t.policy_id >= :first AND t.policy_id <= :last
UNION ALL
SELECT c.policy_id, 'clinical_input:' || c.id || ':summary', NULL, NULL, c.summary
FROM clinical_input AS c
WHERE c.policy_id >= :first AND c.policy_id <= :last
UNION ALL
SELECT c.policy_id, 'coverage_position:' || c.id || ':text', NULL, NULL, c.text
FROM coverage_position AS c
WHERE c.policy_id >= :first AND c.policy_id <= :last
UNION ALL
SELECT t.policy_id, 'trial_search:' || t.id || ':text', NULL, NULL, t.text
FROM trial_search AS t
WHERE t.policy_id >= :first AND t.policy_id <= :last
UNION ALL
SELECT t.policy_id, 'guideline_search:' || t.id || ':text', NULL, NULL, t.text
FROM guideline_search AS t
WHERE t.policy_id >= :first AND t.policy_id <= :last
UNION ALL
SELECT t.policy_id, 'listed_trial:' || t.id || ':note', NULL, NULL, t.note
FROM listed_trial AS t
WHERE t.policy_id >= :first AND t.policy_id <= :last
UNION ALL
SELECT h.policy_id, 'history_entry:' || h.id || ':action', NULL, NULL, h.action
FROM history_entry AS h
WHERE h.policy_id >= :first AND h.policy_id <= :last
UNION ALL
SELECT d.policy_id, 'definition:' || d.id || ':text', NULL, NULL, d.text
FROM definition AS d
WHERE d.policy_id >= :first AND d.policy_id <= :last
UNION ALL
SELECT i.policy_id, 'indication:' || i.id || ':population', i.id, NULL, i.population
FROM indication AS i
WHERE i.policy_id >= :first AND i.policy_id <= :last
UNION ALL
SELECT i.policy_id, 'selection_criterion:' || c.id || ':text', i.id, NULL, c.text
FROM indication AS i
JOIN selection_criterion AS c ON c.indication_id = i.id
WHERE i.policy_id >= :first AND i.policy_id <= :last
UNION ALL
SELECT i.policy_id, 'evidence_group:' || g.id || ':intro', i.id, NULL, g.intro
FROM indication AS i
JOIN evidence_group AS g ON g.indication_id = i.id
WHERE i.policy_id >= :first AND i.policy_id <= :last
UNION ALL
SELECT i.policy_id, 'finding:' || f.id || ':text', i.id, NULL, f.text
FROM indication AS i
JOIN finding AS f ON f.indication_id = i.id
WHERE i.policy_id >= :first AND i.policy_id <= :last
UNION ALL
SELECT i.policy_id, 'conclusion:' || c.id || ':sentence', i.id, NULL, c.sentence
FROM indication AS i
JOIN conclusion AS c ON c.indication_id = i.id
WHERE i.policy_id >= :first AND i.policy_id <= :last
UNION ALL
SELECT i.policy_id, 'appraisal_answer:' || w.id || ':note', i.id, a.study_id, w.note
FROM indication AS i
JOIN appraisal AS a ON a.indication_id = i.id
JOIN appraisal_answer AS w ON w.appraisal_id = a.id
WHERE i.policy_id >= :first AND i.policy_id <= :last
UNION ALL
SELECT p.policy_id, 'recommendation:' || r.id || ':text', NULL, NULL, r.text
FROM policy_recommendation AS p
JOIN recommendation AS r ON r.id = p.recommendation_id
WHERE p.policy_id >= :first AND p.policy_id <= :last
UNION ALL
SELECT u.policy, 'study:' || s.id || ':population', NULL, s.id, s.population
FROM used AS u
JOIN study AS s ON s.id = u.study
UNION ALL
SELECT u.policy, 'study:' || s.id || ':conclusion', NULL, s.id, s.conclusion
FROM used AS u
JOIN study AS s ON s.id = u.study
UNION ALL
SELECT u.policy, 'result:' || r.id || ':note', NULL, u.study, r.note
FROM used AS u
JOIN result AS r ON r.study_id = u.study
WHERE r.note IS NOT NULL
UNION ALL
SELECT u.policy, 'included_study:' || x.id || ':reason', NULL, u.study, x.reason
FROM used AS u
JOIN included_study AS x ON x.systematic_review_id = u.study
WHERE x.reason IS NOT NULL
UNION ALL
SELECT u.policy, 'appraisal_answer:' || w.id || ':note', NULL, u.study, w.note
FROM used AS u
JOIN appraisal AS a ON a.study_id = u.study AND COALESCE(a.indication_id, '') = ''
JOIN appraisal_answer AS w ON w.appraisal_id = a.id
ORDER BY 1, 2
