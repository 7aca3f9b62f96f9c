-- title: Conclusions that rest on one trial
-- question: For which indications is there exactly one randomized trial, how large is it, and what is said from it?
-- parameter policy (policy, optional): Only this policy
SELECT
  c.policy,
  c.indication,
  c.verdict,
  u.study,
  s.label,
  s.year,
  s.enrolled,
  s.limitations,
  (
    SELECT COUNT(DISTINCT e.finding) FROM finding_evidence AS e
    WHERE e.policy = c.policy AND e.indication = c.indication AND e.study = u.study
  ) AS findings_from_it,
  (
    SELECT COUNT(*) FROM study_in_policy AS x
    WHERE x.policy = c.policy AND x.indication = c.indication AND x.design_group = 'nonrandomized-comparative'
  ) AS nonrandomized_comparisons,
  r.retracted
FROM policy_conclusion AS c
JOIN study_in_policy AS u ON u.policy = c.policy AND u.indication = c.indication AND u.design_group = 'randomized'
JOIN study_overview AS s ON s.study = u.study
LEFT JOIN policy_reference AS r ON r.policy = c.policy AND r.reference = u.reference
WHERE (:policy IS NULL OR c.policy = :policy)
  AND (
    SELECT COUNT(*) FROM study_in_policy AS x
    WHERE x.policy = c.policy AND x.indication = c.indication AND x.design_group = 'randomized'
  ) = 1
ORDER BY c.policy, c.indication_position
