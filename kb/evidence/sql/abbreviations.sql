-- Names of the vocabulary and of tests that have an abbreviation, with it; the plural where it is known.
SELECT c.name AS name, CAST(NULL AS TEXT) AS plural, c.abbreviation AS abbreviation
FROM vocabulary_condition AS c
WHERE c.abbreviation IS NOT NULL
UNION
SELECT i.name, CAST(NULL AS TEXT), i.abbreviation
FROM vocabulary_intervention AS i
WHERE i.abbreviation IS NOT NULL
UNION
SELECT o.name, CAST(NULL AS TEXT), o.abbreviation
FROM vocabulary_outcome AS o
WHERE o.abbreviation IS NOT NULL
UNION
SELECT t.name, CAST(NULL AS TEXT), t.abbreviation
FROM test AS t
WHERE t.abbreviation IS NOT NULL
UNION
SELECT d.name, d.plural, d.abbreviation
FROM design AS d
WHERE d.abbreviation IS NOT NULL
ORDER BY 1, 2, 3
