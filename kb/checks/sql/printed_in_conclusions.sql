-- What prints in a conclusion: the ids of findings, and of the figures that they rest on.
SELECT f.id AS printed
FROM finding AS f
UNION
SELECT b.figure_id
FROM finding_basis AS b
WHERE b.figure_id IS NOT NULL
