-- Keys of all references.
SELECT r.id AS reference FROM reference AS r ORDER BY r.id
