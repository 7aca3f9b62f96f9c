-- Limitations of conduct of the studies that policies in a range use, in order.
SELECT DISTINCT
  i.policy_id AS policy,
  u.study_id AS study,
  w.domain AS domain
FROM indication AS i
JOIN study_use AS u ON u.indication_id = i.id
JOIN appraisal AS a ON a.study_id = u.study_id AND a.indication_id IS NULL
JOIN appraisal_answer AS w ON w.appraisal_id = a.id
WHERE i.policy_id >= :first AND i.policy_id <= :last AND w.kind = 'limitation' AND w.table_name = 'conduct'
ORDER BY i.policy_id, u.study_id, w.domain
