-- Records that a release froze, with their texts; a text that is gone is null.
SELECT m.record_name AS key, m.content_hash, f.text
FROM release_record AS m
LEFT JOIN frozen_record AS f ON f.id = m.content_hash
WHERE m.release_id = :release AND m.record_name > :after
ORDER BY 1
LIMIT :batch
