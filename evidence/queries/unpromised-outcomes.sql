-- title: Outcomes reported but not promised in the PICO
-- question: Which outcomes do the studies of an indication report that its question does not name, nor a wider one of them?
-- note: An outcome is promised by itself or by a wider one: local recurrence by recurrence. One with a value that is not given does not count.
-- parameter policy (policy, optional): Only this policy
-- parameter indication (indication, optional): Only this indication
SELECT
  u.policy,
  u.indication,
  f.outcome,
  o.name,
  o.domain,
  COUNT(DISTINCT f.study) AS studies,
  COUNT(DISTINCT CASE WHEN s.retracted = 1 THEN f.study END) AS retracted,
  MIN(f.study) AS for_example
FROM study_in_policy AS u
JOIN study_overview AS s ON s.study = u.study
JOIN figure_detail AS f ON f.study = u.study
JOIN outcome AS o ON o.outcome = f.outcome
WHERE f.role = 'outcome'
  AND (f.absent_reason IS NULL OR f.absent_reason = 'not-reached')
  AND (:policy IS NULL OR u.policy = :policy)
  AND (:indication IS NULL OR u.indication = :indication)
  AND NOT EXISTS (
    SELECT 1 FROM indication_pico AS p
    JOIN outcome_ancestor AS n ON n.ancestor = p.key
    WHERE p.policy = u.policy AND p.indication = u.indication AND p.element = 'outcome' AND n.outcome = f.outcome
  )
GROUP BY u.policy, u.indication, f.outcome, o.name, o.domain, o.position
ORDER BY u.policy, u.indication, COUNT(DISTINCT f.study) DESC, o.position, f.outcome
