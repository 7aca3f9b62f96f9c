-- Searches of review cycles that found a reference.
SELECT c.policy_id AS policy, s.source AS source, s.run_at AS run_at, h.position AS position, h.id AS hit
FROM search_hit AS h
JOIN search_run AS s ON s.id = h.search_run_id
JOIN review_cycle AS c ON c.id = s.review_cycle_id
WHERE h.reference_id = :reference
ORDER BY c.policy_id, s.run_at, s.source, h.position
