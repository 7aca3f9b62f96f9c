-- Extractions of a study that are not adopted yet, or were.
SELECT e.study AS study
FROM extraction AS e
WHERE e.study = :study
ORDER BY e.id
