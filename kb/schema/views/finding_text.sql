-- One row per finding of an indication.
-- Key: policy, indication, finding
--
-- finding: Key of the finding within its indication
-- position (integer): Order of the findings, from 1
-- text: The finding, in our words, its figures as printed
SELECT
  i.policy_id AS policy,
  i.key AS indication,
  f.key AS finding,
  f.position AS position,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'finding:' || f.id || ':text'), f.text) AS text,
  'finding:' || f.id || ':text' AS place
FROM indication AS i
JOIN finding AS f ON f.indication_id = i.id
