-- What the reviews that policies in a range use include: named studies, or how many unnamed.
SELECT
  u.policy AS policy,
  x.review_id AS study,
  x.study_id AS included,
  s.label AS label,
  d.design_group AS design_group,
  x.unnamed AS unnamed,
  x.state AS state
FROM (
  SELECT DISTINCT i.policy_id AS policy, y.study_id AS study
  FROM indication AS i
  JOIN study_use AS y ON y.indication_id = i.id
  WHERE i.policy_id >= :first AND i.policy_id <= :last
) AS u
JOIN included_study AS x ON x.review_id = u.study
LEFT JOIN study AS s ON s.id = x.study_id
LEFT JOIN design AS d ON d.id = s.design_id
ORDER BY u.policy, x.review_id, x.position
