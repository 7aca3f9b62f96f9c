-- Lines of the change log in a span of time, of one record or of what a policy rests on (null = no limit), oldest first.
WITH resting (record) AS (
  SELECT p.record_id FROM policy AS p WHERE p.id = CAST(:policy AS TEXT)
  UNION
  SELECT s.record_id
  FROM indication AS i
  JOIN study_use AS u ON u.indication_id = i.id
  JOIN study AS s ON s.id = u.study_id
  WHERE i.policy_id = CAST(:policy AS TEXT)
  UNION
  SELECT r.record_id
  FROM indication AS i
  JOIN study_use AS u ON u.indication_id = i.id
  JOIN study_report AS w ON w.study_id = u.study_id
  JOIN reference AS r ON r.id = w.reference_id
  WHERE i.policy_id = CAST(:policy AS TEXT)
  UNION
  SELECT g.record_id
  FROM policy_recommendation AS x
  JOIN recommendation AS g ON g.id = x.recommendation_id
  WHERE x.policy_id = CAST(:policy AS TEXT)
)
SELECT
  c.change AS number,
  c.at AS at,
  c.who AS who,
  c.why AS why,
  c.action AS action,
  c.record AS record,
  c.table_name AS table_name,
  c.row_key AS row_key,
  c.field AS field,
  c.old_value AS old_value,
  c.new_value AS new_value
FROM change_log AS c
WHERE (CAST(:since AS TEXT) IS NULL OR c.at >= CAST(:since AS TEXT))
  AND (CAST(:before AS TEXT) IS NULL OR c.at < CAST(:before AS TEXT))
  AND (CAST(:record AS TEXT) IS NULL OR c.record = CAST(:record AS TEXT))
  AND (CAST(:policy AS TEXT) IS NULL
    OR c.record IN (SELECT g.record FROM resting AS g)
    OR SUBSTR(c.record, 1, LENGTH('policies/' || CAST(:policy AS TEXT) || '/')) = 'policies/' || CAST(:policy AS TEXT) || '/'
    OR SUBSTR(c.record, 1, LENGTH('reviews/' || CAST(:policy AS TEXT) || '@')) = 'reviews/' || CAST(:policy AS TEXT) || '@')
ORDER BY c.change
