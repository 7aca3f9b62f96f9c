-- Searches of review cycles that found a reference.
SELECT c.policy_id AS policy, s.source AS source, s.searched AS run_at, h.position AS position, h.id AS hit
FROM candidate AS x
JOIN search_hit AS h ON h.candidate_id = x.id
JOIN review_search AS s ON s.search_run = h.search_run_id
JOIN review_cycle AS c ON c.id = s.review_cycle
WHERE x.reference_id = :reference AND s.withdrawn = 0
ORDER BY c.policy_id, s.searched, s.source, h.position
