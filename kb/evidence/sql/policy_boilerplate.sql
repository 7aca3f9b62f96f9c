-- Sections of boilerplate that policies in a range word otherwise than their plan, add or leave out, in order.
SELECT b.policy_id AS policy, b.key AS key, b.heading AS heading, b.place AS place, b.text AS text
FROM own_boilerplate AS b
WHERE b.policy_id >= :first AND b.policy_id <= :last
ORDER BY b.policy_id, b.position
