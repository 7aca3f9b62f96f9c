-- What is a form of hepatocellular carcinoma?
SELECT c.condition, c.name, a.steps
FROM condition_ancestor AS a
JOIN condition AS c ON c.condition = a.condition
WHERE a.ancestor = 'hepatocellular-carcinoma'
ORDER BY a.steps, c.position
