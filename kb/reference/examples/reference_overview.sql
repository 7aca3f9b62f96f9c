-- Which references have no identifier that could be looked up?
SELECT reference, first_author, year, title
FROM reference_overview
WHERE identifiers = 0
ORDER BY reference
