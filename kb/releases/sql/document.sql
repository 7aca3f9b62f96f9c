-- One form of a release, as it is kept.
SELECT d.encoding AS encoding, d.content AS content, d.sha256 AS sha256
FROM release_document AS d
WHERE d.release_id = :release AND d.format = :form
