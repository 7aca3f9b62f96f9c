-- Evidence groups of the indications of policies in a range with their studies in reading order; a group may
-- have none.
SELECT
  i.id AS indication,
  g.id AS id,
  g.key AS evidence_group,
  g.heading AS heading,
  g.intro AS intro,
  g.question AS question,
  g.none_identified AS none_identified,
  u.study_id AS study,
  d.design_group AS design_group,
  d.name AS design_name,
  d.plural AS design_plural,
  s.known_through_id AS known_through,
  COALESCE((SELECT r.is_empty FROM systematic_review_overview AS r WHERE r.systematic_review = u.study_id), 0) AS is_empty_review,
  (
    SELECT y.notice FROM study_notice AS y
    WHERE y.study = u.study_id AND y.role = 'primary'
    ORDER BY CASE y.notice WHEN 'retraction' THEN 1 WHEN 'concern' THEN 2 ELSE 3 END
    LIMIT 1
  ) AS notice,
  (
    SELECT c.counted_with FROM counted_participants AS c
    WHERE c.policy = i.policy_id AND c.indication = i.key AND c.study = u.study_id
  ) AS counted_with
FROM evidence_group AS g
JOIN indication AS i ON i.id = g.indication_id
LEFT JOIN study_use AS u ON u.evidence_group_id = g.id
LEFT JOIN study AS s ON s.id = u.study_id
LEFT JOIN design AS d ON d.id = s.design_id
WHERE i.policy_id >= :first AND i.policy_id <= :last
ORDER BY i.policy_id, i.position, g.position, u.position
