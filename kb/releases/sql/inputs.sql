-- Every record that a policy rests on: what a release of it freezes. What a review includes comes along, since
-- the review is told by it, but not its publications: the policy does not cite them.
WITH used AS (
  SELECT DISTINCT u.study_id AS study
  FROM indication AS i
  JOIN study_use AS u ON u.indication_id = i.id
  WHERE i.policy_id = :policy
),

told AS (
  SELECT u.study AS study FROM used AS u
  UNION
  SELECT x.study_id FROM used AS u
  JOIN included_study AS x ON x.systematic_review_id = u.study
  WHERE x.study_id IS NOT NULL
),

guidelines AS (
  SELECT DISTINCT r.guideline_id AS guideline
  FROM policy_recommendation AS p
  JOIN recommendation AS r ON r.id = p.recommendation_id
  WHERE p.policy_id = :policy
),

cited AS (
  SELECT c.reference AS reference FROM policy_citation AS c
  WHERE c.policy = :policy AND c.reference IS NOT NULL
  UNION
  SELECT r.reference_id FROM used AS u
  JOIN study_report AS r ON r.study_id = u.study
  UNION
  SELECT x.reference_id FROM used AS u
  JOIN included_study AS x ON x.systematic_review_id = u.study
  WHERE x.reference_id IS NOT NULL
  UNION
  SELECT p.parent_reference_id FROM policy AS p
  WHERE p.id = :policy AND p.parent_reference_id IS NOT NULL
),

referenced AS (
  SELECT c.reference AS reference FROM cited AS c
  UNION
  -- the notices about them, where they are references themselves
  SELECT n.notice_reference_id FROM cited AS c
  JOIN notice AS n ON n.reference_id = c.reference
  WHERE n.notice_reference_id IS NOT NULL
),

own AS (
  SELECT p.record_id AS record FROM policy AS p WHERE p.id = :policy
  UNION
  SELECT h.record_id FROM policy AS p JOIN health_plan AS h ON h.id = p.plan_id WHERE p.id = :policy
  UNION
  SELECT i.record_id FROM indication AS i WHERE i.policy_id = :policy
  UNION
  SELECT s.record_id FROM told AS t JOIN study AS s ON s.id = t.study
  UNION
  SELECT g.record_id FROM guidelines AS u JOIN guideline AS g ON g.id = u.guideline
)

SELECT o.record AS record FROM own AS o
UNION
SELECT r.record_id FROM referenced AS c JOIN reference AS r ON r.id = c.reference
UNION
SELECT d.record_id FROM policy AS p JOIN document AS d ON d.id = p.document_id WHERE p.id = :policy
UNION
-- documents that their figures were read from
SELECT d.record_id
FROM own AS o
JOIN figure_source AS s ON s.record_id = o.record
JOIN document AS d ON d.id = s.document_id
UNION
SELECT v.record_id
FROM own AS o
JOIN appraisal AS a ON a.record_id = o.record
JOIN instrument_version AS v ON v.id = a.instrument_version_id
UNION
SELECT v.record_id
FROM own AS o
JOIN judged_appraisal AS a ON a.record_id = o.record
JOIN instrument_version AS v ON v.id = a.instrument_version_id
UNION
SELECT v.record_id
FROM own AS o
JOIN rated_certainty AS c ON c.record_id = o.record
JOIN instrument_version AS v ON v.id = c.instrument_version_id
UNION
SELECT v.record_id
FROM own AS o
JOIN evidence_group AS g ON g.record_id = o.record
JOIN instrument_version AS v ON v.id = g.instrument_version_id
UNION
SELECT v.record_id
FROM (
  SELECT record_id FROM vocabulary_condition
  UNION SELECT record_id FROM design
  UNION SELECT record_id FROM vocabulary_intervention
  UNION SELECT record_id FROM vocabulary_outcome
  UNION SELECT record_id FROM vocabulary_determination
) AS v
ORDER BY 1
