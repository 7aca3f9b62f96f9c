-- The columns of one view or table.
SELECT
  column_name AS "column",
  column_type AS "type",
  null_allowed AS "null",
  refers_to AS refers_to,
  codes AS codes,
  description AS description
FROM data_dictionary
WHERE relation = CAST(:relation AS TEXT) AND position > 0
ORDER BY position
