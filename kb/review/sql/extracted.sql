-- Studies by the references that report them, and whether the policy uses them.
SELECT
  r.reference_id AS reference,
  MIN(r.study_id) AS study,
  MAX(
    CASE WHEN EXISTS (
      SELECT 1 FROM study_use AS u
      JOIN indication AS i ON i.id = u.indication_id
      WHERE u.study_id = r.study_id AND i.policy_id = :policy
    ) THEN 1 ELSE 0 END
  ) AS used
FROM study_report AS r
GROUP BY r.reference_id
ORDER BY r.reference_id
