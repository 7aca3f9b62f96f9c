-- Records that a release froze, with the hash of their text.
SELECT m.record_name AS record, m.content_hash AS hash
FROM release_record AS m
WHERE m.release_id = :release
ORDER BY m.record_name
