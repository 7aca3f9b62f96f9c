-- title: Outcomes reported but not promised in the PICO
-- question: Which outcomes do the studies of an indication report that its question does not name?
-- parameter policy (policy, optional): Only this policy
-- parameter indication (indication, optional): Only this indication
SELECT
  u.policy,
  u.indication,
  f.outcome,
  o.name,
  o.domain,
  COUNT(DISTINCT f.study) AS studies,
  MIN(f.study) AS for_example
FROM study_in_policy AS u
JOIN figure_detail AS f ON f.study = u.study
JOIN vocabulary_outcome AS o ON o.id = f.outcome
WHERE f.role = 'outcome'
  AND (:policy IS NULL OR u.policy = :policy)
  AND (:indication IS NULL OR u.indication = :indication)
  AND NOT EXISTS (
    SELECT 1 FROM indication_pico AS p
    WHERE p.policy = u.policy AND p.indication = u.indication AND p.element = 'outcome' AND p.key = f.outcome
  )
GROUP BY u.policy, u.indication, f.outcome, o.name, o.domain, o.position
ORDER BY u.policy, u.indication, COUNT(DISTINCT f.study) DESC, o.position, f.outcome
