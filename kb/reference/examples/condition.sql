-- Which forms of liver metastases are told apart?
SELECT condition, name, abbreviation
FROM condition
WHERE broader = 'liver-metastases'
ORDER BY position
