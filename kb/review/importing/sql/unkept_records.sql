-- Records that could be read and are not kept as they are compared, a batch at a time.
SELECT h.id AS hit, h.candidate_id AS candidate, h.raw, h.citation
FROM search_hit AS h
WHERE
  h.citation IS NOT NULL
  AND h.candidate_id IS NOT NULL
  AND h.id > :after
  AND NOT EXISTS (SELECT 1 FROM compared_record AS k WHERE k.id = h.id)
ORDER BY h.id
LIMIT :batch
