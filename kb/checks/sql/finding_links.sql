-- What the findings of policies in a range rest on, and which token of the text names which figure.
SELECT
  i.policy_id AS policy, f.id AS finding, 'basis' AS kind, b.position AS position, b.figure_id AS figure
FROM indication AS i
JOIN finding AS f ON f.indication_id = i.id
JOIN finding_basis AS b ON b.finding_id = f.id
WHERE i.policy_id >= :first AND i.policy_id <= :last AND b.figure_id IS NOT NULL
UNION ALL
SELECT i.policy_id, f.id, 'token', l.position, l.figure_id
FROM indication AS i
JOIN finding AS f ON f.indication_id = i.id
JOIN prose_link AS l ON l.place = 'finding:' || f.id || ':text'
WHERE i.policy_id >= :first AND i.policy_id <= :last
ORDER BY 1, 2, 3, 4
