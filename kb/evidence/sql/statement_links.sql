-- Indications and codes of the statements of policies in a range.
SELECT
  s.policy_id AS policy, s.id AS statement, 'indication' AS kind, x.indication_id AS key,
  x.position AS position
FROM statement AS s
JOIN statement_indication AS x ON x.statement_id = s.id
WHERE s.policy_id >= :first AND s.policy_id <= :last
UNION ALL
SELECT s.policy_id, s.id, 'code', x.policy_code_id, x.position
FROM statement AS s
JOIN statement_code AS x ON x.statement_id = s.id
WHERE s.policy_id >= :first AND s.policy_id <= :last
ORDER BY 1, 2, 3, 5
