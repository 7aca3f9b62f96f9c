-- What decides what the records of all reviews are compared with.
SELECT k.id, k.candidate_id AS candidate, k.keys, k.titles, k.page, k.year, k.volume, k.is_plain
FROM compared_record AS k
ORDER BY k.id
