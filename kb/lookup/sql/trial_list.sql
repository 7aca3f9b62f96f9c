-- Trials that a policy lists, or all policies: each once, in the order of the policy.
SELECT DISTINCT
  t.policy AS policy,
  t.registry AS registry,
  t.number AS number,
  t.title AS title,
  t.acronym AS acronym,
  t.trial_group AS listed_as,
  t.status AS status,
  COALESCE(t.actual_enrolment, t.planned_enrolment) AS enrollment,
  COALESCE(t.completed, t.completion) AS completion,
  t.sponsor AS sponsor,
  t.read_on AS read_on,
  t.reported_as AS reported_as,
  t.position AS position
FROM ongoing_trial AS t
WHERE CAST(:policy AS TEXT) IS NULL OR t.policy = CAST(:policy AS TEXT)
ORDER BY policy, position
