-- Texts of the records that a release froze, of one record when it is given.
SELECT m.record_name AS record, m.content_hash AS hash, f.text AS text
FROM release_record AS m
JOIN frozen_record AS f ON f.id = m.content_hash
WHERE m.release_id = :release AND (CAST(:record AS TEXT) IS NULL OR m.record_name = CAST(:record AS TEXT))
ORDER BY m.record_name
