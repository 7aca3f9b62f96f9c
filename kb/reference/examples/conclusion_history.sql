-- How did a conclusion change from version to version?
SELECT at, event, version, verdict, conclusion_text, who, why
FROM conclusion_history
WHERE policy = '7.01.75' AND indication = 'hcc'
ORDER BY number
