-- What the statements of policies in a range name: indications, codes, statements they require, lines of business.
SELECT
  s.policy_id AS policy, s.id AS statement, 'indication' AS kind, x.indication_id AS key,
  NULL AS code, NULL AS valid_from, NULL AS valid_to, NULL AS note,
  x.position AS position
FROM statement AS s
JOIN statement_indication AS x ON x.statement_id = s.id
WHERE s.policy_id >= :first AND s.policy_id <= :last
UNION ALL
SELECT
  s.policy_id, s.id, 'code', x.policy_code_id, x.policy_code_id, x.valid_from, x.valid_to, x.note, x.position
FROM statement AS s
JOIN statement_code AS x ON x.statement_id = s.id
WHERE s.policy_id >= :first AND s.policy_id <= :last
UNION ALL
SELECT s.policy_id, s.id, 'requires', r.key, NULL, NULL, NULL, NULL, x.position
FROM statement AS s
JOIN required_statement AS x ON x.requiring_id = s.id
JOIN statement AS r ON r.id = x.statement_id
WHERE s.policy_id >= :first AND s.policy_id <= :last
UNION ALL
SELECT s.policy_id, s.id, 'line', x.line_of_business, NULL, NULL, NULL, NULL, x.position
FROM statement AS s
JOIN business_line AS x ON x.statement_id = s.id
WHERE s.policy_id >= :first AND s.policy_id <= :last
ORDER BY 1, 2, 3, 9
