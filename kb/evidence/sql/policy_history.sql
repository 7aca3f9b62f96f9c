-- Entries of the histories of policies in a range, in order.
SELECT h.policy_id AS policy, h.id AS id, h.effective_date AS date, h.action AS action
FROM history_entry AS h
WHERE h.policy_id >= :first AND h.policy_id <= :last
ORDER BY h.policy_id, h.position
