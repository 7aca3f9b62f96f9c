-- Searches of review cycles that found a reference.
SELECT c.policy_id AS policy, s.source AS source, s.run_at AS run_at, h.position AS position, h.id AS hit
FROM candidate AS x
JOIN search_hit AS h ON h.candidate_id = x.id
JOIN search_run AS s ON s.id = h.search_run_id
JOIN review_cycle AS c ON c.id = s.review_cycle_id
WHERE x.reference_id = :reference
ORDER BY c.policy_id, s.run_at, s.source, h.position
