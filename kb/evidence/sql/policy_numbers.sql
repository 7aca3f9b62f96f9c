-- Numbers of all policies.
SELECT policy FROM policy_overview ORDER BY policy
