-- Judgements on the pairs that the review found.
SELECT j.id AS key, j.pair_id, j.judgement, j.because, j.who, j.judged_at
FROM release AS r
JOIN duplicate_pair AS p ON p.review_cycle_id = r.review_cycle_id
JOIN duplicate_judgement AS j ON j.pair_id = p.id
WHERE r.id = :release AND j.id > :after
ORDER BY 1
LIMIT :batch
