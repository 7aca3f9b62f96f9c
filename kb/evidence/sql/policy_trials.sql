-- Ongoing trials that policies in a range list, in order, with a study of the base that has the same number and has ended.
SELECT
  t.policy_id AS policy,
  t.id AS id,
  t.registry_name AS registry,
  t.number AS number,
  t.title AS title,
  t.acronym AS acronym,
  t.trial_group AS "group",
  t.planned AS planned,
  t.enrolled AS enrolled,
  t.start AS start,
  t.completion AS completion,
  t.completed AS completed,
  t.status AS status,
  t.results_posted AS results_posted,
  t.sponsor AS sponsor,
  t.industry_sponsored AS industry_sponsored,
  t.read_on AS read_on,
  t.note AS note,
  (
    SELECT MIN(r.study_id)
    FROM registration AS r
    JOIN study AS s ON s.id = r.study_id
    WHERE r.number = t.number AND NOT s.ongoing
  ) AS study
FROM listed_trial AS t
WHERE t.policy_id >= :first AND t.policy_id <= :last
ORDER BY t.policy_id, t.position
