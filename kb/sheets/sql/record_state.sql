-- The hash of what a record says now; no row where there is none.
SELECT content_hash FROM record WHERE id = :record
