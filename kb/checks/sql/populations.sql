-- Population sets of studies in a range of keys.
SELECT p.study_id AS study, p.key AS population, p.kind AS kind, p.label AS label
FROM population_set AS p
WHERE p.study_id >= :first AND p.study_id <= :last
ORDER BY p.study_id, p.position
