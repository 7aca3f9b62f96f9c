-- Every record that the check of a policy looks at, by policy, but for guidelines; a sign-off comes as a text
-- without a slash.
WITH used AS (
  SELECT DISTINCT i.policy_id AS policy, u.study_id AS study
  FROM indication AS i
  JOIN study_use AS u ON u.indication_id = i.id
)

SELECT p.id AS policy, p.record_id AS input
FROM policy AS p
UNION
SELECT p.id, h.record_id
FROM policy AS p
JOIN health_plan AS h ON h.id = p.plan_id
UNION
SELECT i.policy_id, i.record_id
FROM indication AS i
UNION
SELECT u.policy, s.record_id
FROM used AS u
JOIN study AS s ON s.id = u.study
UNION
-- what the reviews among them include
SELECT u.policy, s.record_id
FROM used AS u
JOIN included_study AS x ON x.systematic_review_id = u.study
JOIN study AS s ON s.id = x.study_id
UNION
SELECT u.policy, f.record_id
FROM used AS u
JOIN study_report AS r ON r.study_id = u.study
JOIN reference AS f ON f.id = r.reference_id
UNION
SELECT c.policy, f.record_id
FROM policy_citation AS c
JOIN reference AS f ON f.id = c.reference
UNION
SELECT i.policy_id, v.record_id
FROM indication AS i
JOIN appraisal AS a ON a.indication_id = i.id
JOIN instrument_version AS v ON v.id = a.instrument_version_id
UNION
SELECT i.policy_id, v.record_id
FROM indication AS i
JOIN rated_certainty AS c ON c.indication_id = i.id
JOIN instrument_version AS v ON v.id = c.instrument_version_id
UNION
SELECT u.policy, v.record_id
FROM used AS u
JOIN judged_appraisal AS a ON a.study_id = u.study
JOIN instrument_version AS v ON v.id = a.instrument_version_id
UNION
-- studies of the base that are registered as a trial the policy lists
SELECT t.policy_id, s.record_id
FROM listed_trial AS t
JOIN registration AS r ON r.number = t.number
JOIN study AS s ON s.id = r.study_id
UNION
SELECT p.id, v.record_id
FROM policy AS p
CROSS JOIN (
  SELECT record_id FROM vocabulary_condition
  UNION SELECT record_id FROM design
  UNION SELECT record_id FROM vocabulary_intervention
  UNION SELECT record_id FROM vocabulary_outcome
  UNION SELECT record_id FROM vocabulary_determination
) AS v
UNION
SELECT i.policy_id, 'signed ' || a.approved_at || ' ' || i.key || ' ' || a.verdict || ' ' || a.basis_hash
FROM approval AS a
JOIN indication AS i ON i.id = a.indication_id
ORDER BY 1, 2
