-- What the records of all reviews say, a batch at a time.
SELECT h.id AS hit, h.candidate_id AS candidate, h.citation
FROM search_hit AS h
WHERE h.citation IS NOT NULL AND h.id > :after
ORDER BY h.id
LIMIT :batch
