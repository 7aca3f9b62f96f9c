-- title: Outcomes promised in the PICO that no study reports
-- question: Which outcomes of the question has none of the studies used for the indication?
-- note: An outcome counts as reported when a study has a result of it or of a narrower one, in words or as a number; a value that
--   is not given is none, and a retracted study reports nothing. "in_domain" counts the studies that report some other outcome
--   of its domain, for example perioperative death among the harms.
-- parameter policy (policy, optional): Only this policy
-- parameter indication (indication, optional): Only this indication
WITH reported AS (
  SELECT DISTINCT u.policy, u.indication, f.study, f.outcome
  FROM study_in_policy AS u
  JOIN study_overview AS s ON s.study = u.study
  JOIN figure_detail AS f ON f.study = u.study
  WHERE s.retracted = 0 AND f.role = 'outcome'
    AND (f.absent_reason IS NULL OR f.absent_reason = 'not-reached')
    AND (:policy IS NULL OR u.policy = :policy)
    AND (:indication IS NULL OR u.indication = :indication)
)

SELECT
  p.policy,
  p.indication,
  p.position,
  p.key AS outcome,
  p.name,
  p.relevant,
  o.domain,
  (
    SELECT COUNT(DISTINCT r.study) FROM reported AS r
    JOIN outcome AS x ON x.outcome = r.outcome
    WHERE r.policy = p.policy AND r.indication = p.indication AND x.domain = o.domain
  ) AS in_domain
FROM indication_pico AS p
JOIN outcome AS o ON o.outcome = p.key
WHERE p.element = 'outcome'
  AND (:policy IS NULL OR p.policy = :policy)
  AND (:indication IS NULL OR p.indication = :indication)
  AND NOT EXISTS (
    SELECT 1 FROM reported AS r
    JOIN outcome_ancestor AS n ON n.outcome = r.outcome
    WHERE r.policy = p.policy AND r.indication = p.indication AND n.ancestor = p.key
  )
ORDER BY p.policy, p.indication, p.position
