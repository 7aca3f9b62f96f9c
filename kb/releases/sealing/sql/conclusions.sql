-- Conclusions that a release published.
SELECT c.indication_key AS key, c.verdict, c.effect
FROM release_conclusion AS c
WHERE c.release_id = :release AND c.indication_key > :after
ORDER BY 1
LIMIT :batch
