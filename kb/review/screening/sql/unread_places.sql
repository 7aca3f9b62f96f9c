-- Places of the records of a run that could not be read.
SELECT h.position
FROM search_hit AS h
WHERE h.search_run_id = :run AND h.candidate_id IS NULL
ORDER BY h.position
