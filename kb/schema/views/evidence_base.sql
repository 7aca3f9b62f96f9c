-- One row per indication and design group: how many studies of it the indication rests on.
-- Key: policy, indication, design_group
--
-- studies (integer): Number of studies of the group used for the indication
-- indication_position (integer): Order of the indications in the policy, from 1
SELECT
  i.policy_id AS policy,
  i.key AS indication,
  i.position AS indication_position,
  d.design_group AS design_group,
  COUNT(*) AS studies
FROM indication AS i
JOIN study_use AS u ON u.indication_id = i.id
JOIN study AS s ON s.id = u.study_id
JOIN design AS d ON d.id = s.design_id
GROUP BY i.policy_id, i.key, i.position, d.design_group
