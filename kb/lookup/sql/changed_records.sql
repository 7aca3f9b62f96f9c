-- Every record that is there, or was changed ever.
SELECT r.id AS record FROM record AS r
UNION
SELECT c.record_id FROM change AS c
ORDER BY 1
