-- title: Conclusions that rest on one trial
-- question: For which indications is there exactly one randomized trial, how large is it, and what is said from it?
-- note: A retracted trial does not count, and is told in a row of its own where it is the only one.
-- parameter policy (policy, optional): Only this policy
WITH trial AS (
  SELECT
    u.policy, u.indication, u.study, s.retracted,
    COUNT(*) OVER (PARTITION BY u.policy, u.indication, s.retracted) AS trials,
    SUM(1 - s.retracted) OVER (PARTITION BY u.policy, u.indication) AS standing
  FROM study_in_policy AS u
  JOIN study_overview AS s ON s.study = u.study
  WHERE u.design_group = 'randomized' AND (:policy IS NULL OR u.policy = :policy)
)

SELECT
  c.policy,
  c.indication,
  c.verdict,
  t.study,
  s.label,
  s.year,
  s.size,
  s.size_from,
  s.appraised,
  CASE WHEN s.appraised = 1 THEN s.limitations END AS limitations,
  (
    SELECT COUNT(DISTINCT e.finding) FROM finding_evidence AS e
    WHERE e.policy = c.policy AND e.indication = c.indication AND e.study = t.study
  ) AS findings_from_it,
  (
    SELECT COUNT(*) FROM study_in_policy AS x
    WHERE x.policy = c.policy AND x.indication = c.indication AND x.design_group = 'nonrandomized-comparative'
  ) AS nonrandomized_comparisons,
  s.retracted,
  s.notice,
  s.notice_role
FROM policy_conclusion AS c
JOIN trial AS t ON t.policy = c.policy AND t.indication = c.indication
JOIN study_overview AS s ON s.study = t.study
WHERE (t.retracted = 0 AND t.trials = 1) OR (t.retracted = 1 AND t.standing = 0)
ORDER BY c.policy, c.indication_position, t.study
