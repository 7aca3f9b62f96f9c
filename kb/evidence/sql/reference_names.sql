-- Every name that a reference goes by: its key, scheme:value of its identifiers, and keys merged into it.
SELECT id AS name, id AS reference FROM reference
UNION ALL
SELECT scheme || ':' || value, reference_id FROM reference_identifier
UNION ALL
SELECT id, into_id FROM reference_merge
ORDER BY 1
