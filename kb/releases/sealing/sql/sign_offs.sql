-- Sign-offs in the review that a release ended.
SELECT a.id AS key, a.indication_id, a.who, a.approved_at, a.verdict, a.because, a.basis_hash
FROM release AS r
JOIN approval AS a ON a.review_cycle_id = r.review_cycle_id
WHERE r.id = :release AND a.id > :after
ORDER BY 1
LIMIT :batch
