-- Keys of all policies, with the numbers that their plans print.
SELECT policy, number FROM policy_overview ORDER BY policy
