-- The candidate that stands for the record at a place of a run.
SELECT COALESCE(c.same_as_id, c.id) AS candidate
FROM search_hit AS h
JOIN candidate AS c ON c.id = h.candidate_id
WHERE h.search_run_id = :run AND h.position = :position
