-- Ongoing trials that policies in a range list, in order, with a study of the base that has the same number.
SELECT
  t.policy_id AS policy,
  t.id AS id,
  t.number AS number,
  t.title AS title,
  t.planned AS planned,
  t.completion AS completion,
  t.status AS status,
  t.sponsor AS sponsor,
  (SELECT MIN(r.study_id) FROM registration AS r WHERE r.number = t.number) AS study
FROM listed_trial AS t
WHERE t.policy_id >= :first AND t.policy_id <= :last
ORDER BY t.policy_id, t.position
