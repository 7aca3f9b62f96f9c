-- PICO elements of indications, of one policy where it is given, in the order of the questions.
SELECT
  i.policy_id AS policy,
  i.key AS indication,
  i.position AS indication_position,
  i.title AS title,
  i.condition_id AS condition_key,
  c.name AS condition_name,
  c.abbreviation AS condition_abbreviation,
  p.element AS element,
  p.position AS position,
  p.key AS item,
  p.name AS name,
  p.abbreviation AS abbreviation,
  p.relevant AS relevant
FROM indication AS i
LEFT JOIN vocabulary_condition AS c ON c.id = i.condition_id
JOIN indication_pico AS p ON p.policy = i.policy_id AND p.indication = i.key
WHERE CAST(:policy AS TEXT) IS NULL OR i.policy_id = CAST(:policy AS TEXT)
ORDER BY i.policy_id, i.position, p.element, p.position
