-- What was found for one indication?
SELECT position, text
FROM finding_text
WHERE policy = '7.01.75' AND indication = 'hcc'
ORDER BY position
