-- What has a date in policies in a range: searches for trials, history entries, rounds of clinical input.
SELECT
  t.policy_id AS policy, 'search' AS kind, t.id AS id, t.date AS date, t.found AS number,
  t.registry_name AS text, t.position AS position
FROM trial_search AS t
WHERE t.policy_id >= :first AND t.policy_id <= :last
UNION ALL
SELECT h.policy_id, 'history', h.id, h.effective_date, 0, h.action, h.position
FROM history_entry AS h
WHERE h.policy_id >= :first AND h.policy_id <= :last
UNION ALL
SELECT c.policy_id, 'input', c.id, CAST(c.year AS TEXT), c.year, '', c.position
FROM clinical_input AS c
WHERE c.policy_id >= :first AND c.policy_id <= :last
ORDER BY 1, 2, 7
