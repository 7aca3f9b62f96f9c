-- Places where a policy keeps its own words instead of those of a version of its parent, the oldest first.
SELECT c.row_id AS decision, c.who, c.at, c.why
FROM change AS c
WHERE c.table_name = 'adoption' AND c.record_id = :record
ORDER BY c.id
