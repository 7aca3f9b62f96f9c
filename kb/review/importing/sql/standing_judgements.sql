-- The judgement that holds on each pair, with who made it and why.
SELECT j.pair_id AS pair, j.judgement, j.because, j.who, j.judged_at
FROM duplicate_judgement AS j
WHERE
  j.judgement <> 'withdrawn'
  AND NOT EXISTS (
    SELECT 1 FROM duplicate_judgement AS k
    WHERE k.pair_id = j.pair_id AND (k.judged_at > j.judged_at OR (k.judged_at = j.judged_at AND k.id > j.id))
  )
ORDER BY j.pair_id
