-- One row per indication and study design: how many studies of it the indication rests on.
-- Key: policy, indication, design
--
-- design: Key of the design
-- design_plural: Name of the design in the plural
-- design_rank (integer): Order in which designs are listed, from 1
-- studies (integer): Number of studies of the design used for the indication
-- retracted_studies (integer): How many of these have a retraction in force; studies counts them, too
SELECT
  i.policy_id AS policy,
  i.key AS indication,
  d.id AS design,
  d.name AS design_name,
  d.plural AS design_plural,
  d.design_group AS design_group,
  d.rank AS design_rank,
  COUNT(*) AS studies,
  SUM(CASE WHEN EXISTS (
    SELECT 1 FROM study_notice AS y WHERE y.study = u.study_id AND y.role = 'primary' AND y.notice = 'retraction'
  ) THEN 1 ELSE 0 END) AS retracted_studies
FROM indication AS i
JOIN study_use AS u ON u.indication_id = i.id
JOIN study AS s ON s.id = u.study_id
JOIN design AS d ON d.id = s.design_id
GROUP BY i.policy_id, i.key, d.id, d.name, d.plural, d.design_group, d.rank
