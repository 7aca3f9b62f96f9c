-- The history of a conclusion, oldest first.
SELECT
  h.at AS at, h.event AS event, h.version AS version, h.verdict AS verdict, h.effect AS effect,
  h.conclusion_text AS conclusion, h.who AS who, h.why AS why
FROM conclusion_history AS h
WHERE h.policy = :policy AND h.indication = :indication
ORDER BY h.number
