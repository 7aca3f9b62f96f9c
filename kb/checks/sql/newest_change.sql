-- The number of the newest line of the change log: while it is the same, so are the records. Null for none.
SELECT MAX(c.id) AS newest
FROM "change" AS c
