-- Authored paragraphs of policies in a range and of their indications, in order.
SELECT
  t.policy_id AS policy,
  t.indication_key AS indication,
  t.section AS section,
  t.heading AS heading,
  t.text AS text
FROM section_text AS t
WHERE t.policy_id >= :first AND t.policy_id <= :last
ORDER BY t.policy_id, COALESCE(t.indication_key, ''), t.section_position, t.section, t.position
