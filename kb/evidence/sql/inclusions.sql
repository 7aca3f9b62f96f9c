-- What the wanted reviews did with which studies, in order, with the primary report of each, or the reference of
-- one that is not entered.
SELECT
  x.systematic_review_id AS study,
  x.study_id AS included,
  COALESCE(s.label, x.label) AS label,
  d.design_group AS design_group,
  COALESCE(x.reference_id, (
    SELECT r.reference_id FROM study_report AS r
    WHERE r.study_id = x.study_id AND r.role = 'primary'
    ORDER BY r.position, r.reference_id LIMIT 1
  )) AS reference,
  x.unnamed AS unnamed,
  x.state AS state,
  x.reason AS reason,
  (
    SELECT y.notice FROM study_notice AS y
    WHERE y.study = x.study_id AND y.role = 'primary'
    ORDER BY CASE y.notice WHEN 'retraction' THEN 1 WHEN 'concern' THEN 2 ELSE 3 END
    LIMIT 1
  ) AS notice
FROM included_study AS x
LEFT JOIN study AS s ON s.id = x.study_id
LEFT JOIN design AS d ON d.id = s.design_id
WHERE x.systematic_review_id IN (
  SELECT s.id FROM study AS s WHERE s.id >= :first AND s.id <= :last
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id >= :first_policy AND i.policy_id <= :last_policy
)
ORDER BY x.systematic_review_id, x.position
