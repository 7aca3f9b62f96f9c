-- Who did what in a cycle.
SELECT 1 AS step, 'opened by' AS did, y.opened_by AS who FROM review_cycle AS y WHERE y.id = :cycle
UNION
SELECT 2, 'searched by', r.who FROM search_run AS r WHERE r.review_cycle_id = :cycle
UNION
SELECT 3, 'duplicates judged by', j.who
FROM duplicate_pair AS p
JOIN duplicate_judgement AS j ON j.pair_id = p.id
WHERE p.review_cycle_id = :cycle
UNION
SELECT 4, 'screened by', d.who FROM screening_decision AS d
WHERE d.review_cycle_id = :cycle AND d.role = 'reviewer'
UNION
SELECT 5, 'conflicts settled by', d.who FROM screening_decision AS d
WHERE d.review_cycle_id = :cycle AND d.role = 'arbiter'
UNION
SELECT 6, 'extracted by', e.who FROM extraction AS e WHERE e.review_cycle_id = :cycle
UNION
SELECT 7, 'conclusions signed by', a.who FROM approval AS a WHERE a.review_cycle_id = :cycle
UNION
SELECT 8, 'published by', r.who FROM release AS r WHERE r.review_cycle_id = :cycle
ORDER BY 1, 3
