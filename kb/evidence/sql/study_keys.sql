-- Keys of all studies.
SELECT s.id AS study FROM study AS s ORDER BY s.id
