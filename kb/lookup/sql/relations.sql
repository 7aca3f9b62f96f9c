-- The public views, and the tables when they are asked for.
SELECT relation AS name, relation_kind AS kind, description AS description
FROM data_dictionary
WHERE position = 0 AND (relation_kind = 'view' OR CAST(:tables AS INTEGER) = 1)
ORDER BY CASE relation_kind WHEN 'view' THEN 0 ELSE 1 END, relation
