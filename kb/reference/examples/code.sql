-- What do the groups of designs mean?
SELECT code, label, meaning
FROM code
WHERE list = 'design_group'
ORDER BY position
