-- The history of a conclusion, oldest first; what happened in one second is in the order of its kinds.
SELECT
  h.at AS at, h.event AS event, h.version AS version, h.verdict AS verdict, h.effect AS effect,
  h.conclusion_text AS conclusion, h.who AS who, h.why AS why
FROM conclusion_history AS h
WHERE h.policy = :policy AND h.indication = :indication
ORDER BY h.at, CASE h.event WHEN 'entered' THEN 1 WHEN 'changed' THEN 2 ELSE 3 END, h.number
