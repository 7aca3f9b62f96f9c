-- What the wanted reviews did with which studies, in order, with the primary report of each.
SELECT
  x.review_id AS review,
  x.study_id AS study,
  s.label AS label,
  s.reference AS reference,
  x.unnamed AS unnamed,
  x.state AS state,
  x.reason AS reason
FROM included_study AS x
LEFT JOIN study_overview AS s ON s.study = x.study_id
WHERE x.review_id IN (
  SELECT CAST(:study AS TEXT)
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id = CAST(:policy AS TEXT)
)
ORDER BY x.review_id, x.position
