-- What do guidelines recommend, and how strongly?
SELECT organization, guideline_title, version, category, text
FROM guideline_recommendation
WHERE policy = '7.01.75'
ORDER BY position
