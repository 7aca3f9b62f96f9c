-- title: Studies by who paid for them
-- question: Which studies were paid for by industry (or by somebody else), and who sponsored them?
-- note: Mixed funding is part industry, so it is listed with industry. Where the source states nothing, funding is null and the
--   study is in no list of this query; `kb study list --sponsor` searches names.
-- parameter funding (funding, default industry): industry, public, nonprofit, mixed or none
-- parameter policy (policy, optional): Only studies that this policy uses
SELECT
  s.study,
  s.label,
  s.design,
  s.year,
  s.size,
  s.retracted,
  s.funding,
  s.sponsor,
  s.uses
FROM study_overview AS s
WHERE (s.funding = :funding OR (:funding = 'industry' AND s.funding = 'mixed'))
  AND (
    :policy IS NULL
    OR EXISTS (SELECT 1 FROM study_in_policy AS u WHERE u.study = s.study AND u.policy = :policy)
  )
ORDER BY s.study
