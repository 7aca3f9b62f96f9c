-- How many took part in each arm?
SELECT study, arm_label, arm_n
FROM arm_overview
WHERE arm_n IS NOT NULL
ORDER BY study, arm_position
