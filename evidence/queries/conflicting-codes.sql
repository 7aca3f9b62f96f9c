-- title: Codes that policies decide on differently
-- question: Which codes stand in several policies with different determinations?
-- note: One row per statement that decides on such a code. A code that a policy lists without a statement decides nothing and is
--   no conflict; it is told by "undecided". Different decisions within one policy (by indication) are no conflict either.
-- parameter system (system, optional): Only codes of this system, for example CPT
WITH decided AS (
  SELECT DISTINCT c.system, c.code, c.policy, c.determination
  FROM policy_code AS c
  WHERE c.determination IS NOT NULL AND LOWER(c.code) <> 'none' AND (:system IS NULL OR c.system = :system)
),

conflict AS (
  SELECT a.system, a.code
  FROM decided AS a
  JOIN decided AS b ON b.system = a.system AND b.code = a.code AND b.policy <> a.policy
  WHERE NOT EXISTS (
    SELECT 1 FROM decided AS c
    WHERE c.system = a.system AND c.code = a.code AND c.policy = b.policy AND c.determination = a.determination
  )
  GROUP BY a.system, a.code
)

SELECT
  c.system,
  c.code,
  c.description,
  c.policy,
  p.title,
  p.plan,
  c.statement,
  c.determination,
  CASE WHEN c.determination IS NULL THEN 1 ELSE 0 END AS undecided
FROM policy_code AS c
JOIN conflict AS x ON x.system = c.system AND x.code = c.code
JOIN policy_overview AS p ON p.policy = c.policy
ORDER BY c.system, c.code, c.policy, COALESCE(c.statement, '')
