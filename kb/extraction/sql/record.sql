-- A record, if there is one of this id.
SELECT r.id AS id
FROM record AS r
WHERE r.id = :record
ORDER BY r.id
