-- Forms in which a release is kept, without their content.
SELECT d.format AS form, d.encoding AS encoding, d.sha256 AS sha256
FROM release_document AS d
WHERE d.release_id = :release
ORDER BY d.format
