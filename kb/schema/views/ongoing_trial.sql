-- One row per ongoing or unpublished trial that a policy lists, and indication that it bears on.
-- Key: policy, registry, number, indication
--
-- indication: Key of the indication whose conclusion it could change; null when not told
-- registry: Name of the registry
-- number: Number in the registry
-- title: Name of the trial
-- sponsor: Who sponsors it; null when not stated
-- planned_enrolment (integer): Participants planned; null when not stated
-- completion: Planned completion, ISO 8601, as precise as known (2024-06 or 2024-06-30); null when not stated
-- status: Status in the registry, in its words; null when not stated
-- reported_as: Key of the study of this database with the same number; null when there is none
-- position (integer): Order of the trials in the policy, from 1
SELECT
  t.policy_id AS policy,
  i.key AS indication,
  t.registry_name AS registry,
  t.number AS number,
  t.title AS title,
  t.sponsor AS sponsor,
  t.planned AS planned_enrolment,
  t.completion AS completion,
  t.status AS status,
  (SELECT MIN(r.study_id) FROM registration AS r WHERE r.number = t.number) AS reported_as,
  t.position AS position
FROM listed_trial AS t
LEFT JOIN trial_indication AS x ON x.listed_trial_id = t.id
LEFT JOIN indication AS i ON i.id = x.indication_id
