-- Who changed a record last, and when.
SELECT c.who AS who, c.at AS at
FROM change AS c
WHERE c.record_id = :record
ORDER BY c.id DESC
LIMIT 1
