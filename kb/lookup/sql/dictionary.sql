-- Every relation and column of the data dictionary, the public views, and with :tables the tables after them.
SELECT
  relation AS relation,
  column_name AS column_name,
  column_type AS type,
  codes AS codes,
  description AS description
FROM data_dictionary
WHERE relation_kind = 'view' OR CAST(:tables AS INTEGER) = 1
ORDER BY CASE relation_kind WHEN 'view' THEN 0 ELSE 1 END, relation, position
