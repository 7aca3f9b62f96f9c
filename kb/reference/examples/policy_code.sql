-- Which codes have different determinations in different policies or statements?
SELECT system, code, COUNT(DISTINCT determination) AS determinations, COUNT(DISTINCT policy) AS policies
FROM policy_code
WHERE determination IS NOT NULL
GROUP BY system, code
ORDER BY determinations DESC, system, code
