-- One row per recommendation that a policy reports.
-- Key: policy, guideline, recommendation
--
-- indication: Key of the indication it is about; null when general
-- position (integer): Order in the policy, from 1
-- organization: Who issued the guideline
-- organization_abbreviation: Abbreviation of the organization; null when there is none
-- guideline: Key of the guideline
-- guideline_title: Title of the guideline
-- recommendation: Key of the recommendation within its guideline
-- version: Version of the guideline as printed; null when not stated
-- condition: Key of the condition it is about; null when general
-- category: Grade as the guideline prints it, for example 2A; null when ungraded
-- text: What it recommends, in our words, its limits as printed; see recommendation_limit
-- reference: The published guideline; null when it is no reference of ours
SELECT
  p.policy_id AS policy,
  i.key AS indication,
  p.position AS position,
  g.organization AS organization,
  g.abbreviation AS organization_abbreviation,
  g.id AS guideline,
  g.title AS guideline_title,
  g.version AS version,
  r.key AS recommendation,
  r.condition_id AS condition,
  r.category AS category,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'recommendation:' || r.id || ':text'), r.text) AS text,
  g.reference_id AS reference
FROM policy_recommendation AS p
JOIN recommendation AS r ON r.id = p.recommendation_id
JOIN guideline AS g ON g.id = r.guideline_id
LEFT JOIN indication AS i ON i.id = p.indication_id
