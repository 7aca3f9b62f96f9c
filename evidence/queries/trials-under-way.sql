-- title: Trials under way that could change a conclusion
-- question: Which ongoing or unpublished trials does a policy list, for which indication, and what is concluded now?
-- note: A trial that bears on no indication in particular has no indication. "past_completion" is 1 where the planned end has
--   passed by this day, whether or not the trial ended ("completed"); "reported_as" names a study of this database with the same registry number: its results may be here already.
-- parameter policy (policy, optional): Only this policy
-- parameter indication (indication, optional): Only this indication
-- parameter day (date, optional): The day to judge by; else today
SELECT
  t.policy,
  t.indication,
  c.verdict,
  c.determination,
  t.registry,
  t.number,
  t.title,
  t.trial_group,
  t.sponsor,
  t.industry_sponsored,
  t.planned_enrolment,
  t.actual_enrolment,
  t.completion,
  t.completed,
  CASE
    WHEN t.completion IS NULL THEN NULL
    WHEN t.completion < SUBSTR(COALESCE(:day, CAST(CURRENT_DATE AS TEXT)), 1, LENGTH(t.completion)) THEN 1
    ELSE 0
  END AS past_completion,
  t.status,
  t.reported_as
FROM ongoing_trial AS t
LEFT JOIN policy_conclusion AS c ON c.policy = t.policy AND c.indication = t.indication
WHERE (:policy IS NULL OR t.policy = :policy) AND (:indication IS NULL OR t.indication = :indication)
ORDER BY t.policy, COALESCE(c.indication_position, 0), t.position, t.registry, t.number
