-- The ids of all records, in order.
SELECT id FROM record ORDER BY id
