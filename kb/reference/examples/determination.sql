-- What can statements decide, and what does it come to for coverage?
SELECT determination, name, determination_group, meaning
FROM determination
ORDER BY position
