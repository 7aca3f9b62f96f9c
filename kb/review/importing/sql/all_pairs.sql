-- All pairs that were found, of all reviews.
SELECT p.id, p.one_id, p.other_id, p.reference_id, p.relation, p.score
FROM duplicate_pair AS p
ORDER BY p.id
