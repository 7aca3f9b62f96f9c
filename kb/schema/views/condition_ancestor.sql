-- One row per condition and what it is or is a form of, at any depth: the condition itself, then each wider one.
-- Join by ancestor to ask for a condition and all its narrower forms.
-- Key: condition, ancestor
--
-- condition: Key of the condition, for example hepatocellular-carcinoma
-- ancestor: Key of the condition itself, or of a wider one that it is a form of
-- steps (integer): How many wider ones one passes to get there; 0 = the condition itself
WITH RECURSIVE reached (condition, ancestor, steps) AS (
  SELECT v.id, v.id, 0 FROM vocabulary_condition AS v
  UNION ALL
  SELECT r.condition, v.broader_id, r.steps + 1
  FROM reached AS r
  JOIN vocabulary_condition AS v ON v.id = r.ancestor
  WHERE v.broader_id IS NOT NULL
)

SELECT r.condition AS condition, r.ancestor AS ancestor, r.steps AS steps
FROM reached AS r
