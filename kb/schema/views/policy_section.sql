-- One row per authored paragraph of a policy or of one of its indications.
-- Key: place
--
-- indication: Key of the indication; null for a paragraph of the policy as a whole
-- position (integer): Order within its section, from 1
-- section: Section it is in, for example background
-- heading: Heading above the paragraph; null when there is none
-- text: The paragraph, in our words: its figures as printed, its citations by key in parentheses
SELECT
  t.policy_id AS policy,
  i.key AS indication,
  t.section AS section,
  t.position AS position,
  t.heading AS heading,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'section_text:' || t.id || ':text'), t.text) AS text,
  'section_text:' || t.id || ':text' AS place
FROM section_text AS t
LEFT JOIN indication AS i ON i.id = t.indication_id
