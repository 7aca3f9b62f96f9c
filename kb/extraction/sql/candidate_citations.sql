-- What the records of a candidate say, those merged into it included, newest first.
SELECT h.raw, h.citation
FROM candidate AS c
JOIN search_hit AS h ON h.candidate_id = c.id
JOIN search_run AS r ON r.id = h.search_run_id
WHERE (c.id = :candidate OR c.same_as_id = :candidate) AND h.citation IS NOT NULL
ORDER BY r.run_at DESC, r.review_cycle_id DESC, r.number DESC, h.position DESC
