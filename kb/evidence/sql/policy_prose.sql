-- Authored paragraphs of a policy and of its indications, in order.
SELECT t.indication_key AS indication, t.section AS section, t.heading AS heading, t.text AS text
FROM section_text AS t
WHERE t.policy_id = :policy
ORDER BY t.indication_key, t.section_position, t.section, t.position
