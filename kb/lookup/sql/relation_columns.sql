-- Relations of the data dictionary with their columns, views first; a row for the relation itself has no column.
SELECT d.relation AS relation, d.relation_kind AS relation_kind, d.column_name AS column_name
FROM data_dictionary AS d
ORDER BY CASE d.relation_kind WHEN 'view' THEN 0 ELSE 1 END, d.relation, d.position
