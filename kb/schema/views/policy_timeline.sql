-- One row per entry in the history of a policy.
-- Key: policy, position
--
-- position (integer): Order of the entries, from 1
-- effective_date (date): When it took effect, ISO 8601
-- action: What was done, in our words
SELECT
  h.policy_id AS policy,
  h.position AS position,
  h.effective_date AS effective_date,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'history_entry:' || h.id || ':action'), h.action) AS action
FROM history_entry AS h
