-- One row per intervention and what it is or is a form of, at any depth: the intervention itself, then each wider one.
-- Join by ancestor to ask for an intervention and all its narrower forms.
-- Key: intervention, ancestor
--
-- intervention: Key of the intervention, for example cryoablation
-- ancestor: Key of the intervention itself, or of a wider one that it is a form of
-- steps (integer): How many wider ones one passes to get there; 0 = the intervention itself
WITH RECURSIVE reached (intervention, ancestor, steps) AS (
  SELECT v.id, v.id, 0 FROM vocabulary_intervention AS v
  UNION ALL
  SELECT r.intervention, v.broader_id, r.steps + 1
  FROM reached AS r
  JOIN vocabulary_intervention AS v ON v.id = r.ancestor
  WHERE v.broader_id IS NOT NULL
)

SELECT r.intervention AS intervention, r.ancestor AS ancestor, r.steps AS steps
FROM reached AS r
