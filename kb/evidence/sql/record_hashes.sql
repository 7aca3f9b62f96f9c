-- Every record with the hash of its text.
SELECT r.id AS id, r.content_hash AS content_hash
FROM record AS r
ORDER BY r.id
