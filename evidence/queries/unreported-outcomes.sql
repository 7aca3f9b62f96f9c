-- title: Outcomes promised in the PICO that no study reports
-- question: Which outcomes of the question has none of the studies used for the indication?
-- note: An outcome counts as reported when a study has a result of it, in words or as a number. "in_domain" counts the
--   studies that report some other outcome of its domain, for example perioperative death among the harms.
-- parameter policy (policy, optional): Only this policy
-- parameter indication (indication, optional): Only this indication
SELECT
  p.policy,
  p.indication,
  p.position,
  p.key AS outcome,
  p.name,
  p.relevant,
  o.domain,
  (
    SELECT COUNT(DISTINCT f.study) FROM study_in_policy AS u
    JOIN figure_detail AS f ON f.study = u.study
    JOIN vocabulary_outcome AS x ON x.id = f.outcome
    WHERE u.policy = p.policy AND u.indication = p.indication AND x.domain = o.domain AND f.role = 'outcome'
      AND (f.absent_reason IS NULL OR f.absent_reason = 'not-reached')
  ) AS in_domain
FROM indication_pico AS p
JOIN vocabulary_outcome AS o ON o.id = p.key
WHERE p.element = 'outcome'
  AND (:policy IS NULL OR p.policy = :policy)
  AND (:indication IS NULL OR p.indication = :indication)
  AND NOT EXISTS (
    SELECT 1 FROM study_in_policy AS u
    JOIN figure_detail AS f ON f.study = u.study
    WHERE u.policy = p.policy AND u.indication = p.indication AND f.outcome = p.key AND f.role = 'outcome'
      AND (f.absent_reason IS NULL OR f.absent_reason = 'not-reached')
  )
ORDER BY p.policy, p.indication, p.position
