-- One row per ongoing or unpublished trial that a policy lists, and indication that it bears on.
-- Key: policy, registry, number, indication
--
-- indication: Key of the indication whose conclusion it could change; null when not told
-- registry: Name of the registry
-- number: Number in the registry
-- title: Name of the trial
-- acronym: Acronym of the trial; null when there is none
-- trial_group (codes trial_group): Whether it is listed as ongoing or as unpublished; null when not told apart
-- sponsor: Who sponsors it; null when not stated
-- industry_sponsored (boolean): 1 = a maker or seller of what is studied sponsors or cosponsors it; 0 = not said so
-- planned_enrolment (integer): Participants planned; null when not stated
-- actual_enrolment (integer): Participants enrolled; null while recruiting, or when not stated
-- start: When it started or will start, ISO 8601, as precise as known; null when not stated
-- completion: Planned completion, ISO 8601, as precise as known (2024-06 or 2024-06-30); null when not stated
-- completed: Actual completion, ISO 8601, as precise as known; null until then, or when not stated
-- status: Status in the registry, in its words; null when not stated
-- results_posted (boolean): 1 = the registry has results of it; 0 = not said so
-- read_on: Day on which the registry said so, ISO 8601; null when not told
-- note: More on it; null when there is nothing to say
-- reported_as: Key of the study of this database with the same number; null when there is none
-- position (integer): Order of the trials in the policy, from 1
SELECT
  t.policy_id AS policy,
  i.key AS indication,
  t.registry_name AS registry,
  t.number AS number,
  t.title AS title,
  t.acronym AS acronym,
  t.trial_group AS trial_group,
  t.sponsor AS sponsor,
  CASE WHEN t.industry_sponsored THEN 1 ELSE 0 END AS industry_sponsored,
  t.planned AS planned_enrolment,
  t.enrolled AS actual_enrolment,
  t.start AS start,
  t.completion AS completion,
  t.completed AS completed,
  t.status AS status,
  CASE WHEN t.results_posted THEN 1 ELSE 0 END AS results_posted,
  t.read_on AS read_on,
  COALESCE((SELECT y.text FROM printed_text AS y WHERE y.place = 'listed_trial:' || t.id || ':note'), t.note) AS note,
  (SELECT MIN(r.study_id) FROM registration AS r WHERE r.number = t.number) AS reported_as,
  t.position AS position
FROM listed_trial AS t
LEFT JOIN trial_indication AS x ON x.listed_trial_id = t.id
LEFT JOIN indication AS i ON i.id = x.indication_id
