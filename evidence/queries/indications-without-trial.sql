-- title: Indications without a randomized trial
-- question: For which indications is there no randomized trial, what is there instead, and what was concluded?
-- note: A retracted trial is none; "retracted_trials" says how many there are. An indication that uses no study is listed, too.
--   A trial that is known only through a systematic review counts where the indication uses it.
-- parameter policy (policy, optional): Only this policy
SELECT
  c.policy,
  c.indication,
  c.title,
  c.verdict,
  c.determination,
  SUM(CASE WHEN s.design_group = 'nonrandomized-comparative' AND s.retracted = 0 THEN 1 ELSE 0 END)
    AS nonrandomized_comparisons,
  SUM(CASE WHEN s.design_group = 'noncomparative' AND s.retracted = 0 THEN 1 ELSE 0 END) AS noncomparative,
  SUM(CASE WHEN s.design_group = 'systematic-review' AND s.retracted = 0 THEN 1 ELSE 0 END) AS systematic_reviews,
  SUM(CASE WHEN s.design_group IN ('diagnostic', 'other') AND s.retracted = 0 THEN 1 ELSE 0 END) AS diagnostic_and_other,
  COUNT(CASE WHEN s.design_group = 'randomized' AND s.retracted = 1 THEN 1 END) AS retracted_trials
FROM policy_conclusion AS c
LEFT JOIN study_in_policy AS u ON u.policy = c.policy AND u.indication = c.indication
LEFT JOIN study_overview AS s ON s.study = u.study
WHERE (:policy IS NULL OR c.policy = :policy)
GROUP BY c.policy, c.indication, c.title, c.verdict, c.determination, c.indication_position
HAVING COUNT(CASE WHEN s.design_group = 'randomized' AND s.retracted = 0 THEN 1 END) = 0
ORDER BY c.policy, c.indication_position
