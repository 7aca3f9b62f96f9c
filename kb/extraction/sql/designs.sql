-- Designs of the vocabulary with their groups, by rank.
SELECT d.id AS id, d.design_group AS design_group
FROM design AS d
ORDER BY d.rank
