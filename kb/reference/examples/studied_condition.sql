-- Which studies are about liver metastases, of whatever origin?
SELECT c.study, c.condition
FROM studied_condition AS c
JOIN condition_ancestor AS n ON n.condition = c.condition
WHERE n.ancestor = 'liver-metastases'
ORDER BY c.study, c.condition
