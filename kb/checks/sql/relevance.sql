-- Limitations of relevance that the indications of policies in a range record, in order.
SELECT
  i.policy_id AS policy,
  i.id AS indication,
  a.study_id AS study,
  w.id AS answer,
  w.domain AS domain
FROM indication AS i
JOIN appraisal AS a ON a.indication_id = i.id
JOIN appraisal_answer AS w ON w.appraisal_id = a.id
WHERE i.policy_id >= :first AND i.policy_id <= :last AND w.kind = 'limitation' AND w.table_name = 'relevance'
ORDER BY i.policy_id, i.id, a.study_id, w.position
