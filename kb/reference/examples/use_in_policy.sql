-- Which policies use one study or reference, and where?
SELECT kind, policy, indication
FROM use_in_policy
WHERE key = 'wang-2015'
ORDER BY kind, policy, indication
