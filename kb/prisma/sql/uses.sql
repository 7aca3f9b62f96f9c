-- Studies that a policy uses now with their reports, and whether a cycle extracted them.
SELECT
  u.study_id AS study,
  r.reference_id AS reference,
  MAX(CASE WHEN e.id IS NULL THEN 0 ELSE 1 END) AS extracted
FROM review_cycle AS y
JOIN indication AS i ON i.policy_id = y.policy_id
JOIN study_use AS u ON u.indication_id = i.id
LEFT JOIN study_report AS r ON r.study_id = u.study_id
LEFT JOIN extraction AS e ON e.study = u.study_id AND e.review_cycle_id = y.id
WHERE y.id = :cycle
GROUP BY u.study_id, r.reference_id
ORDER BY u.study_id, r.reference_id
