-- One row per use of a study, reference, recommendation or statement by a policy or one of its indications.
-- Key: kind, key, policy, indication
--
-- A reference is used where it is cited, where a study that it reports is used, where a guideline that it
-- publishes is reported, and where it is only listed.
--
-- kind: What is used: study, reference, recommendation or statement
-- key: Its key, for example wang-2015 or nccn-colon/complete-treatment
-- indication: Key of the indication that uses it; null where the policy itself does
SELECT DISTINCT u.kind AS kind, u.key AS key, u.policy AS policy, u.indication AS indication
FROM (
  SELECT 'study' AS kind, u.study_id AS key, i.policy_id AS policy, i.key AS indication
  FROM study_use AS u
  JOIN indication AS i ON i.id = u.indication_id
  UNION ALL
  SELECT 'recommendation', p.recommendation_id, p.policy_id, i.key
  FROM policy_recommendation AS p
  LEFT JOIN indication AS i ON i.id = p.indication_id
  UNION ALL
  SELECT 'statement', t.id, t.policy_id, i.key
  FROM statement AS t
  JOIN statement_indication AS s ON s.statement_id = t.id
  JOIN indication AS i ON i.id = s.indication_id
  UNION ALL
  SELECT 'reference', r.reference_id, i.policy_id, i.key
  FROM study_report AS r
  JOIN study_use AS u ON u.study_id = r.study_id
  JOIN indication AS i ON i.id = u.indication_id
  UNION ALL
  SELECT 'reference', l.reference_id, i.policy_id, i.key
  FROM prose_link AS l
  JOIN indication AS i ON i.record_id = l.record_id
  WHERE l.reference_id IS NOT NULL
  UNION ALL
  SELECT 'reference', l.reference_id, p.id, CAST(NULL AS TEXT)
  FROM prose_link AS l
  JOIN policy AS p ON p.record_id = l.record_id
  WHERE l.reference_id IS NOT NULL
  UNION ALL
  SELECT 'reference', g.reference_id, p.policy_id, i.key
  FROM guideline AS g
  JOIN recommendation AS r ON r.guideline_id = g.id
  JOIN policy_recommendation AS p ON p.recommendation_id = r.id
  LEFT JOIN indication AS i ON i.id = p.indication_id
  WHERE g.reference_id IS NOT NULL
  UNION ALL
  SELECT 'reference', k.reference_id, k.policy_id, CAST(NULL AS TEXT)
  FROM listed_reference AS k
) AS u
