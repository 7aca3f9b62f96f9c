-- title: References used by more than one policy
-- question: Which publications stand in the reference lists of several policies?
-- parameter least (integer, default 2): In at least so many policies
SELECT
  r.reference,
  r.first_author,
  r.year,
  r.pmid,
  COUNT(DISTINCT r.policy) AS policies,
  MIN(r.policy) AS first_policy,
  MAX(r.policy) AS last_policy,
  SUM(r.listed_only) AS only_listed,
  MAX(r.retracted) AS retracted,
  r.title
FROM policy_reference AS r
GROUP BY r.reference, r.first_author, r.year, r.pmid, r.title
HAVING COUNT(DISTINCT r.policy) >= :least
ORDER BY COUNT(DISTINCT r.policy) DESC, r.reference
