-- What the parts of a release were when it was published.
SELECT p.part, p.listing, p.sha256
FROM release_part AS p
WHERE p.release_id = :release
ORDER BY p.part
