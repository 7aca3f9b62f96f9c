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
-- version_date: When this version of the guideline was published, ISO 8601, as precise as known; null when not told
-- category: Grade as the guideline prints it, for example 2A, several joined by ", "; null when ungraded
-- graded: The grade as a text says it: category 2A; null when ungraded
-- category_meaning: What the grade means, in our words, several joined by "; "; null when ungraded, or when no grading system is entered for it; see recommendation_grade
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
  g.date AS version_date,
  COALESCE(r.category, (
    WITH RECURSIVE numbered (place, said) AS (
      SELECT x.position, x.grade
      FROM recommendation_grade AS x
      WHERE x.guideline = r.guideline_id AND x.recommendation = r.key
    ),
    joined (place, said) AS (
      SELECT place, said FROM numbered WHERE place = 1
      UNION ALL
      SELECT n.place, j.said || ', ' || n.said
      FROM joined AS j
      JOIN numbered AS n ON n.place = j.place + 1
    )
    SELECT said FROM joined ORDER BY place DESC LIMIT 1
  )) AS category,
  COALESCE(r.category, (
    WITH RECURSIVE numbered (place, said) AS (
      SELECT x.position, x.printed
      FROM recommendation_grade AS x
      WHERE x.guideline = r.guideline_id AND x.recommendation = r.key
    ),
    joined (place, said) AS (
      SELECT place, said FROM numbered WHERE place = 1
      UNION ALL
      SELECT n.place, j.said || ', ' || n.said
      FROM joined AS j
      JOIN numbered AS n ON n.place = j.place + 1
    )
    SELECT said FROM joined ORDER BY place DESC LIMIT 1
  )) AS graded,
  (
    WITH RECURSIVE numbered (place, said) AS (
      SELECT x.position, x.meaning
      FROM recommendation_grade AS x
      WHERE x.guideline = r.guideline_id AND x.recommendation = r.key
    ),
    joined (place, said) AS (
      SELECT place, said FROM numbered WHERE place = 1
      UNION ALL
      SELECT n.place, j.said || '; ' || n.said
      FROM joined AS j
      JOIN numbered AS n ON n.place = j.place + 1
    )
    SELECT said FROM joined ORDER BY place DESC LIMIT 1
  ) AS category_meaning,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'recommendation:' || r.id || ':text'), r.text) AS text,
  g.reference_id AS reference
FROM policy_recommendation AS p
JOIN recommendation AS r ON r.id = p.recommendation_id
JOIN guideline AS g ON g.id = r.guideline_id
LEFT JOIN indication AS i ON i.id = p.indication_id
