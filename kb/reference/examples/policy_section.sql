-- What does a policy say about the background?
SELECT heading, text
FROM policy_section
WHERE policy = '7.01.75' AND section = 'background'
ORDER BY position
