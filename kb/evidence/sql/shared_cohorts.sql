-- Other studies that report participants of the wanted ones, and what each wanted study is to the other.
SELECT
  c.study AS study,
  c.other_study AS other_study,
  c.other_label AS other_label,
  c.relation AS relation
FROM shared_cohort AS c
WHERE c.study IN (
  SELECT s.id FROM study AS s WHERE s.id >= :first AND s.id <= :last
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id >= :first_policy AND i.policy_id <= :last_policy
)
ORDER BY c.study, c.other_study, c.relation
