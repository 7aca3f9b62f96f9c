-- Documents that a release froze.
SELECT d.format AS key, d.encoding, d.content, d.sha256
FROM release_document AS d
WHERE d.release_id = :release AND d.format > :after
ORDER BY 1
LIMIT :batch
