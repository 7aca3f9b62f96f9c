-- One row per section of boilerplate that a policy prints: of its plan, or in the policy's own words.
-- Key: policy, section
--
-- section: Key of the section, for example benefit
-- said_by: plan where the policy prints what its plan says, policy where it has words of its own
-- position (integer): Order, from 1, first those that the plan has
-- heading: Heading above it; null for the usual one of its key
-- place (codes boilerplate_place): Where it stands, unless the report has a place for sections of its key
-- text: Its words as entered; lines part its paragraphs
WITH said AS (
  SELECT
    p.id AS policy,
    b.key AS section,
    CASE WHEN o.id IS NULL THEN 'plan' ELSE 'policy' END AS said_by,
    b.position AS position,
    COALESCE(o.heading, b.heading) AS heading,
    COALESCE(o.place, b.place) AS place,
    CASE WHEN o.id IS NULL THEN b.text ELSE o.text END AS text
  FROM policy AS p
  JOIN plan_boilerplate AS b ON b.health_plan_id = p.plan_id
  LEFT JOIN own_boilerplate AS o ON o.policy_id = p.id AND o.key = b.key
  UNION ALL
  SELECT
    o.policy_id, o.key, 'policy', 1000 + o.position, o.heading, COALESCE(o.place, 'back'), o.text
  FROM own_boilerplate AS o
  JOIN policy AS p ON p.id = o.policy_id
  WHERE NOT EXISTS (SELECT 1 FROM plan_boilerplate AS b WHERE b.health_plan_id = p.plan_id AND b.key = o.key)
)

SELECT
  s.policy AS policy,
  s.section AS section,
  s.said_by AS said_by,
  ROW_NUMBER() OVER (PARTITION BY s.policy ORDER BY s.position) AS position,
  s.heading AS heading,
  s.place AS place,
  s.text AS text
FROM said AS s
WHERE s.text IS NOT NULL
