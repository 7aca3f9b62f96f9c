-- Names and abbreviations of one thing, for search to answer one with the other.
SELECT id AS key, name AS name, abbreviation AS abbreviation FROM design WHERE abbreviation IS NOT NULL
UNION
SELECT id, name, abbreviation FROM vocabulary_intervention WHERE abbreviation IS NOT NULL
UNION
SELECT id, name, abbreviation FROM vocabulary_condition WHERE abbreviation IS NOT NULL
UNION
SELECT id, name, abbreviation FROM vocabulary_outcome WHERE abbreviation IS NOT NULL
UNION
SELECT NULL, organization, abbreviation FROM guideline WHERE abbreviation IS NOT NULL
ORDER BY 3, 2, 1
