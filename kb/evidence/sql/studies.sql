-- The wanted studies: those in a range of keys, and those that policies in a range of numbers use.
SELECT
  s.id AS id,
  s.record_id AS record,
  s.label AS label,
  s.design_id AS design,
  d.name AS design_name,
  d.design_group AS design_group,
  s.data_direction AS data_direction,
  s.population AS population,
  s.setting AS setting,
  s.acronym AS acronym,
  s.sites AS sites,
  s.conducted AS conducted,
  s.conducted_from AS conducted_from,
  s.conducted_to AS conducted_to,
  s.ongoing AS ongoing,
  s.allocation_ratio AS allocation_ratio,
  s.masking AS masking,
  s.stopped_because AS stopped_because,
  s.stopped_note AS stopped_note,
  s.extension_of_id AS extension_of,
  x.label AS extension_of_label,
  s.sponsor AS sponsor,
  s.funding AS funding,
  s.conflicts AS conflicts,
  s.document_id AS document,
  s.known_through_id AS known_through,
  k.label AS known_through_label,
  s.conclusion AS conclusion,
  (
    SELECT y.notice FROM study_notice AS y
    WHERE y.study = s.id AND y.role = 'primary'
    ORDER BY CASE y.notice WHEN 'retraction' THEN 1 WHEN 'concern' THEN 2 ELSE 3 END
    LIMIT 1
  ) AS notice,
  (
    SELECT y.notice FROM study_notice AS y
    WHERE y.study = s.known_through_id AND y.role = 'primary'
    ORDER BY CASE y.notice WHEN 'retraction' THEN 1 WHEN 'concern' THEN 2 ELSE 3 END
    LIMIT 1
  ) AS known_through_notice
FROM study AS s
JOIN design AS d ON d.id = s.design_id
LEFT JOIN study AS k ON k.id = s.known_through_id
LEFT JOIN study AS x ON x.id = s.extension_of_id
WHERE s.id IN (
  SELECT s.id FROM study AS s WHERE s.id >= :first AND s.id <= :last
  UNION
  SELECT u.study_id FROM study_use AS u JOIN indication AS i ON i.id = u.indication_id
  WHERE i.policy_id >= :first_policy AND i.policy_id <= :last_policy
)
ORDER BY s.id
