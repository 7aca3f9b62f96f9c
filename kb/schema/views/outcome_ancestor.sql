-- One row per outcome and what it is or is a form of, at any depth: the outcome itself, then each wider one.
-- Join by ancestor to ask for an outcome and all its narrower forms.
-- Key: outcome, ancestor
--
-- outcome: Key of the outcome, for example overall-survival
-- ancestor: Key of the outcome itself, or of a wider one that it is a form of
-- steps (integer): How many wider ones one passes to get there; 0 = the outcome itself
WITH RECURSIVE reached (outcome, ancestor, steps) AS (
  SELECT v.id, v.id, 0 FROM vocabulary_outcome AS v
  UNION ALL
  SELECT r.outcome, v.broader_id, r.steps + 1
  FROM reached AS r
  JOIN vocabulary_outcome AS v ON v.id = r.ancestor
  WHERE v.broader_id IS NOT NULL
)

SELECT r.outcome AS outcome, r.ancestor AS ancestor, r.steps AS steps
FROM reached AS r
