-- Where do the words of a policy differ from the boilerplate of its plan?
SELECT policy, section, said_by
FROM policy_boilerplate
ORDER BY policy, position
