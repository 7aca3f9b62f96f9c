-- What did the arms of each trial receive, and how many took part?
SELECT study, arm_label, intervention, arm_n
FROM arm_overview
WHERE arm_n IS NOT NULL
ORDER BY study, arm_position
