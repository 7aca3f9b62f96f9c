-- One row per indication: the conclusion of the evidence review, and what the plan decided.
-- Key: policy, indication
--
-- indication_position (integer): Order of the indications in the policy, from 1
-- title: Heading of the indication
-- verdict (codes verdict): Whether the evidence is sufficient; null without a conclusion, or with findings that have no verdict
-- effect (codes effect_phrase): What it is, or is not, sufficient to determine; null without a verdict
-- chain_of_evidence (codes chain_of_evidence): How far evidence reaches to health outcomes; null when not told
-- concluded_with: Key of the indication whose conclusion this is, one conclusion for several; null for one of its own
-- determination: What the plan decided in its first statement on the indication; null when there is none
-- determinations (integer): How many different decisions the statements on the indication contain
-- relevant_outcomes: Names of the relevant outcomes in order, joined by ", "; null when there are none
-- conclusion_text: The verdict as a sentence, in words of the plan where it has some; null without a verdict
SELECT
  i.policy_id AS policy,
  i.key AS indication,
  i.position AS indication_position,
  i.title AS title,
  c.verdict AS verdict,
  c.effect AS effect,
  c.chain_of_evidence AS chain_of_evidence,
  w.key AS concluded_with,
  (
    SELECT s.determination_id
    FROM statement AS s
    JOIN statement_indication AS x ON x.statement_id = s.id
    WHERE s.policy_id = i.policy_id AND x.indication_id = i.id
    ORDER BY s.position, s.id
    LIMIT 1
  ) AS determination,
  (
    SELECT COUNT(DISTINCT s.determination_id)
    FROM statement AS s
    JOIN statement_indication AS x ON x.statement_id = s.id
    WHERE s.policy_id = i.policy_id AND x.indication_id = i.id
  ) AS determinations,
  (
    WITH RECURSIVE numbered (place, name) AS (
      SELECT ROW_NUMBER() OVER (ORDER BY x.position), v.name
      FROM indication_outcome AS x
      JOIN vocabulary_outcome AS v ON v.id = x.outcome_id
      WHERE x.indication_id = i.id AND x.relevant
    ),
    joined (place, names) AS (
      SELECT place, name FROM numbered WHERE place = 1
      UNION ALL
      SELECT n.place, j.names || ', ' || n.name
      FROM joined AS j
      JOIN numbered AS n ON n.place = j.place + 1
    )
    SELECT names FROM joined ORDER BY place DESC LIMIT 1
  ) AS relevant_outcomes,
  COALESCE(
    c.sentence,
    'The evidence is ' || c.verdict || ' to determine '
    || (SELECT y.meaning FROM code_list AS y WHERE y.list = 'effect_phrase' AND y.code = c.effect) || '.'
  ) AS conclusion_text
FROM indication AS i
LEFT JOIN indication AS w ON w.id = i.concluded_with_id
LEFT JOIN conclusion AS c ON c.indication_id = COALESCE(i.concluded_with_id, i.id)
